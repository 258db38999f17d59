package io.assay.chain.embedded;

import static io.assay.chain.embedded.Scene.ALICE;
import static io.assay.chain.embedded.Scene.BOB;
import static io.assay.chain.embedded.Scene.CHARLIE;
import static io.assay.chain.embedded.Scene.DAVE;
import static io.assay.chain.embedded.Scene.EVE;
import static io.assay.chain.embedded.Scene.NETUID;
import static io.assay.chain.embedded.Scene.execute;
import static io.assay.chain.embedded.Scene.submit;
import static io.assay.chain.embedded.Scene.targets;
import static io.assay.chain.embedded.Scene.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.assay.chain.BucketCommitment;
import io.assay.chain.Call;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.Neuron;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistrationTest {

    @TempDir
    private Path directory;

    @Test
    void validatorsOfTheSpecHaveTheFirstUidsAndPermits() {
        try (var chain = Scene.open(directory)) {
            assertThat(chain.roster(NETUID).neurons())
                    .extracting(Neuron::uid, Neuron::hotkey, Neuron::validatorPermit, Neuron::stakeRao)
                    .containsExactly(tuple(0, ALICE.address(), true, 800L), tuple(1, BOB.address(), true, 200L));
        }
    }

    @Test
    void givesTheLowestFreeUid() {
        try (var chain = Scene.open(directory)) {
            assertThat(execute(chain, CHARLIE, Scene.register(CHARLIE))).isEqualTo(new ExtrinsicStatus.Succeeded(1));
            assertThat(Scene.neuron(chain, CHARLIE))
                    .isEqualTo(new Neuron(2, CHARLIE.address(), 0, false, 1, 0, 0, 0, null, 1));
        }
    }

    @Test
    void refusesSecondRegistration() {
        try (var chain = Scene.open(directory)) {
            assertThat(execute(chain, ALICE, Scene.register(ALICE)))
                    .isEqualTo(new ExtrinsicStatus.Failed(1, "HotKeyAlreadyRegisteredInSubNet"));
        }
    }

    @Test
    void replacesAnImmuneNeuronWhereThereIsNoOther() {
        try (var chain = Scene.open(directory, Scene.spec(Scene.TERMS, 2))) {
            assertThat(execute(chain, CHARLIE, Scene.register(CHARLIE))).isEqualTo(new ExtrinsicStatus.Succeeded(1));

            assertThat(chain.roster(NETUID).neurons())
                    .extracting(Neuron::hotkey)
                    .containsExactly(CHARLIE.address(), BOB.address());
        }
    }

    /** Both are out of immunity, and two of those must stay. */
    @Test
    void refusesWhenTooFewAreOutOfImmunityAndNobodyIsImmune() {
        var strict = Scene.spec(new SubnetSpec(Scene.TERMS, 2, 0, 2, 64, 1000, 1001));
        try (var chain = Scene.open(directory, strict)) {
            assertThat(execute(chain, CHARLIE, Scene.register(CHARLIE)))
                    .isEqualTo(new ExtrinsicStatus.Failed(1, "NoNeuronIdAvailable"));
        }
    }

    @Test
    void refusesSubnetsThatCannotBeJoined() {
        try (var chain = Scene.open(directory)) {
            assertThat(execute(chain, CHARLIE, new Call.BurnedRegister(9, CHARLIE.address())))
                    .isEqualTo(new ExtrinsicStatus.Failed(1, "SubnetNotExists"));
            assertThat(execute(chain, CHARLIE, new Call.BurnedRegister(0, CHARLIE.address())))
                    .isEqualTo(new ExtrinsicStatus.Failed(2, "RegistrationNotPermittedOnRootSubnet"));
        }
    }

    /** Only Charlie is paid for; at block 21 the miners, registered at block 1, lose their immunity. */
    @Test
    void replacesTheWeakestNeuronOutOfImmunityAndLeavesNothingOfIt() {
        try (var chain = Scene.open(directory)) {
            Scene.register(chain, CHARLIE, DAVE);
            execute(chain, ALICE, weights(2, 100, 1, 2, 3, 1));
            execute(chain, BOB, weights(0, 1));
            execute(chain, DAVE, new Call.SetCommitment(NETUID, "x"));
            Scene.produceTo(chain, 20);

            assertThat(execute(chain, EVE, Scene.register(EVE))).isEqualTo(new ExtrinsicStatus.Succeeded(21));

            assertThat(Scene.neuron(chain, EVE))
                    .isEqualTo(new Neuron(3, EVE.address(), 99, false, 21, 0, 0, 0, null, 21));
            assertThat(Scene.subnet(chain).slotOf(DAVE.address())).isEmpty();
            assertThat(Scene.slot(chain, ALICE).weights()).containsExactlyElementsOf(targets(2, 65535, 1, 1311, 3, 0));
        }
    }

    /** Epochs are at blocks 9 and 18. In the first Dave earns least; Eve gets his slot, for which Alice gave weights. */
    @Test
    void weightsForTheFormerOwnerDoNotPayTheNewOne() {
        try (var chain = Scene.open(directory, Scene.spec(new SubnetSpec(Scene.TERMS, 3, 4, 0, 64, 1000, 1001)))) {
            Scene.register(chain, DAVE);
            execute(chain, ALICE, weights(1, 100, 2, 1));
            Scene.produceTo(chain, 9);
            assertThat(Scene.neuron(chain, DAVE).emissionRao()).isEqualTo(44);

            execute(chain, EVE, Scene.register(EVE));
            Scene.produceTo(chain, 18);

            assertThat(Scene.neuron(chain, EVE).uid()).isEqualTo(2);
            assertThat(Scene.neuron(chain, EVE).emissionRao()).isZero();
            assertThat(Scene.neuron(chain, BOB).incentive()).isEqualTo(1);
        }
    }

    @Test
    void showsBucketOfItsCommitmentOnly() {
        var bucket = BucketCommitment.parse("b".repeat(32) + "k".repeat(32) + "s".repeat(64));
        try (var chain = Scene.open(directory)) {
            Scene.register(chain, CHARLIE);
            execute(chain, CHARLIE, new Call.SetCommitment(NETUID, bucket.encode()));
            assertThat(Scene.neuron(chain, CHARLIE).bucket()).isEqualTo(bucket);

            execute(chain, CHARLIE, new Call.SetCommitment(NETUID, "no bucket"));
            assertThat(Scene.neuron(chain, CHARLIE).bucket()).isNull();
        }
    }

    @Test
    void refusesCommitmentOfAHotkeyThatIsNotRegistered() {
        try (var chain = Scene.open(directory)) {
            assertThat(execute(chain, DAVE, new Call.SetCommitment(NETUID, "x")))
                    .isEqualTo(new ExtrinsicStatus.Failed(1, "AccountNotAllowedCommit"));
        }
    }

    /** 100 bytes at least for each of 31 are 3,100; the next epoch, at block 9, gives as much again. */
    @Test
    void refusesCommitmentsBeyondTheSpaceOfAnEpoch() {
        try (var chain = Scene.open(directory)) {
            for (var i = 0; i < 31; i++) {
                submit(chain, ALICE, new Call.SetCommitment(NETUID, "x"));
            }
            var tooMuch = submit(chain, ALICE, new Call.SetCommitment(NETUID, "y"));
            chain.produceBlock();
            assertThat(Scene.status(chain, tooMuch)).isEqualTo(new ExtrinsicStatus.Failed(1, "SpaceLimitExceeded"));

            Scene.produceTo(chain, 8);
            assertThat(execute(chain, ALICE, new Call.SetCommitment(NETUID, "y")))
                    .isEqualTo(new ExtrinsicStatus.Succeeded(9));
        }
    }
}
