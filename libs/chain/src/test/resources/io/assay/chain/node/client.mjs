// Talks to a node as any program with @polkadot/api does, and prints what it was told.
import {readFileSync} from 'node:fs';
import {ApiPromise, Keyring, WsProvider} from '@polkadot/api';

const cases = JSON.parse(readFileSync('cases.json', 'utf8'));
const netuid = cases.netuid;
const api = await ApiPromise.create({provider: new WsProvider(cases.endpoint), noInitWarn: true});
const keyring = new Keyring({type: 'sr25519'});
const validator = keyring.addFromUri(cases.validator);
const miner = keyring.addFromUri(cases.miner);
const stranger = keyring.addFromUri(cases.stranger);

function described(record) {
    return `${record.phase.isApplyExtrinsic ? record.phase.asApplyExtrinsic : '-'} ${record.event.section}.`
        + `${record.event.method} ${JSON.stringify(record.event.data.toHuman())}`;
}

// What became of an extrinsic: its events and the name of its error, or how it was refused.
function send(call, signer, options = {}) {
    return new Promise(resolve => {
        const told = [];
        call.signAndSend(signer, options, ({status, events, dispatchError}) => {
            told.push(status.type);
            if (status.isFinalized || status.isInvalid || status.isDropped) {
                const error = dispatchError?.isModule ? api.registry.findMetaError(dispatchError.asModule) : null;
                resolve({
                    statuses: told,
                    events: events.map(described),
                    error: error ? `${error.section}.${error.name}` : null
                });
            }
        }).catch(e => resolve({refused: String(e.message)}));
    });
}

const weights = (dests, values) => api.tx.subtensorModule.setWeights(netuid, dests, values, cases.versionKey);
const commitment = text => api.tx.commitments.setCommitment(netuid, {fields: [{[`Raw${text.length}`]: text}]});

// The signature's bytes come after length, version, kind of address, account and kind of signature.
async function forged(call, signer) {
    const nonce = await api.rpc.system.accountNextIndex(signer.address);
    const bytes = (await call.signAsync(signer, {nonce})).toU8a();
    const length = bytes[0] % 4 === 0 ? 1 : bytes[0] % 4 === 1 ? 2 : 4;
    bytes[length + 2 + 32 + 1 + 10] ^= 1;
    return api.rpc.author.submitExtrinsic(`0x${Buffer.from(bytes).toString('hex')}`)
        .then(hash => ({hash: hash.toHex()}), e => ({refused: String(e.message)}));
}

const seen = [];
const leave = await api.query.timestamp.now(now => seen.push(now.toNumber()));

const answer = {
    chain: (await api.rpc.system.chain()).toString(),
    name: (await api.rpc.system.name()).toString(),
    properties: (await api.rpc.system.properties()).toHuman(),
    metadata: api.runtimeMetadata.version,
    spec: api.runtimeVersion.specVersion.toNumber(),
    genesis: api.genesisHash.toHex(),
    slot: api.consts.aura.slotDuration.toNumber(),
    keys: (await api.query.subtensorModule.keys.entries(netuid)).map(([key, value]) => [key.args[1].toNumber(), value.toString()]),
    uid: (await api.query.subtensorModule.uids(netuid, validator.address)).unwrap().toNumber(),
    before: (await api.query.subtensorModule.weights(netuid, 0)).toJSON(),
    commitment: await send(commitment(cases.text), miner),
    setWeights: await send(weights([1, 2], [65535, 655]), validator)
};
answer.after = (await api.query.subtensorModule.weights(netuid, 0)).toJSON();
answer.committed = (await api.query.commitments.commitmentOf(netuid, miner.address)).toHuman();
answer.tooFast = await send(weights([1], [1]), validator);
answer.stale = await send(commitment('again'), miner, {nonce: 0});
answer.wrongSignature = await forged(commitment('forged'), miner);
answer.unregistered = await send(weights([1], [1]), stranger);
answer.batch = await send(api.tx.utility.batch([commitment('a'), weights([1], [1])]), stranger);
answer.nonce = (await api.query.system.account(validator.address)).nonce.toNumber();
const head = await api.rpc.chain.getHeader();
const block = await api.rpc.chain.getBlock(head.hash);
answer.block = {
    number: head.number.toNumber(),
    sameHash: block.block.header.hash.toHex() === head.hash.toHex(),
    first: block.block.extrinsics[0].method.toHuman()
};
leave();
answer.timestampsRise = seen.length >= 2 && seen.every((now, i) => i === 0 || now > seen[i - 1]);
process.stdout.write(JSON.stringify(answer));
await api.disconnect();
