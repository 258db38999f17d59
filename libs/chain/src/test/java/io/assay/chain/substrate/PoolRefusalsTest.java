package io.assay.chain.substrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.assay.chain.Call;
import io.assay.chain.ChainException;
import io.assay.chain.ExtrinsicRefusedException;
import io.assay.chain.SignedExtrinsic;
import io.assay.chain.rpc.server.RpcRefusal;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.StringNode;

@Timeout(60)
class PoolRefusalsTest {
    private TableNode node;
    private SubstrateChain chain;
    private SignedExtrinsic signed;

    @BeforeEach
    void start() {
        node = Subnet3.fill(TableNode.start(Variants.subtensor()));
        node.finalizeUpTo(3);
        chain = node.client();
        signed = chain.sign(new Call.BurnedRegister(3, Subnet3.ALICE.address()), 0, Subnet3.ALICE);
    }

    @AfterEach
    void close() {
        chain.close();
        node.close();
    }

    /** Sentences as Substrate's nodes write them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1010 | Transaction has a bad signature                                        | BadProof
            1010 | Transaction is outdated                                                | Stale
            1010 | Transaction will be valid in the future                                | Future
            1010 | Transaction has an ancient birth block                                 | AncientBirthBlock
            1010 | Inability to pay some fees (e.g. account balance too low)              | Payment
            1010 | Transaction would exhaust the block limits                             | ExhaustsResources
            1010 | A call was labelled as mandatory, but resulted in an Error.            | BadMandatory
            1010 | Transaction dispatch is mandatory; transactions must not be validated. | MandatoryValidation
            1010 | Invalid signing address                                                | BadSigner
            1010 | Transaction call is not expected                                       | Call
            1010 | something new                                                          | Invalid
            1011 | Could not lookup information required to validate the transaction      | CannotLookup
            1011 | something new                                                          | UnknownValidity
            1001 | Extrinsic has invalid format                                           | InvalidFormat
            1012 | Transaction is temporarily banned                                      | TemporarilyBanned
            1014 | The priority is too low to replace another transaction                 | PriorityTooLow
            1016 | The transaction couldn't enter the pool because of the limit           | ImmediatelyDropped
            """)
    void refusalsOfThePoolHaveNames(int code, String sentence, String name) {
        refuse(code, sentence);

        assertThatThrownBy(() -> chain.submit(signed))
                .asInstanceOf(type(ExtrinsicRefusedException.class))
                .satisfies(refused -> assertThat(refused.errorName()).isEqualTo(name))
                .satisfies(refused -> assertThat(refused.customCode()).isEmpty())
                .satisfies(refused -> assertThat(refused.detail()).contains("author_submitExtrinsic", sentence));
    }

    @ParameterizedTest
    @CsvSource({
        "1, StakeAmountTooLow",
        "6, RateLimitExceeded",
        "10, HotKeyNotRegisteredInNetwork",
        "15, InvalidRevealRound",
        "16, CommitNotFound",
        "17, CommitBlockNotInRevealRange",
        "18, InputLengthsUnequal",
        "19, UidNotFound",
        "200, Custom(200)"
    })
    void refusalsOfTheRuntimeHaveSubtensorsNames(int number, String name) {
        refuse(1010, "Custom error: " + number);

        assertThatThrownBy(() -> chain.submit(signed))
                .asInstanceOf(type(ExtrinsicRefusedException.class))
                .satisfies(refused -> assertThat(refused.errorName()).isEqualTo(name))
                .satisfies(refused -> assertThat(refused.customCode()).isEqualTo(OptionalInt.of(number)));
    }

    @Test
    void whatIsThereAlreadyIsTaken() {
        refuse(1013, "0xabcd");

        assertThatCode(() -> chain.submit(signed)).doesNotThrowAnyException();
    }

    @Test
    void aNodeThatCannotDecideHasNotRefused() {
        refuse(-32_603, "Internal error");

        assertThatThrownBy(() -> chain.submit(signed))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("author_submitExtrinsic");
    }

    private void refuse(int code, String data) {
        node.instead("author_submitExtrinsic", _ -> {
            throw new RpcRefusal(code, "Refused", StringNode.valueOf(data));
        });
    }
}
