// Reads cases.json, says by @polkadot/util-crypto what it makes of them, one JSON object on standard output.
import { readFileSync } from 'node:fs';
import {
  cryptoWaitReady, decodeAddress, encodeAddress, keyExtractPath, keyFromPath, mnemonicToMiniSecret, mnemonicGenerate,
  sr25519PairFromSeed, sr25519Sign, sr25519Verify
} from '@polkadot/util-crypto';

await cryptoWaitReady();
const hex = (bytes) => Buffer.from(bytes).toString('hex');
const bytes = (digits) => new Uint8Array(Buffer.from(digits, 'hex'));
const pair = (phrase) => sr25519PairFromSeed(mnemonicToMiniSecret(phrase));
const address = (key) => encodeAddress(key.publicKey, 42);
const { development, paths, phrases, signed, messages } = JSON.parse(readFileSync('cases.json', 'utf8'));

const derived = paths.map((path) => address(keyFromPath(pair(development), keyExtractPath(path).path, 'sr25519')));
const keys = phrases.map((phrase) => ({
  seed: hex(mnemonicToMiniSecret(phrase)), address: address(pair(phrase)), secret: hex(pair(phrase).secretKey)
}));
const valid = signed.map((one) => sr25519Verify(bytes(one.message), bytes(one.signature), decodeAddress(one.address)));
const made = messages.map((message) => {
  const phrase = mnemonicGenerate(12);
  return { phrase, address: address(pair(phrase)), message, signature: hex(sr25519Sign(bytes(message), pair(phrase))) };
});
console.log(JSON.stringify({ derived, keys, valid, made }));
