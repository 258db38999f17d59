/** Numbers and names as they are shown. A dash stands for what is not there. */

export const NONE = '–';

export function fixed(value, digits) {
  if (!Number.isFinite(value)) {
    return NONE;
  }
  const size = Math.abs(value);
  return size >= 1e6 || (size > 0 && size < 10 ** -digits / 2) ? value.toExponential(2) : value.toFixed(digits);
}

export function percent(share) {
  return Number.isFinite(share) ? `${(100 * share).toFixed(2)} %` : NONE;
}

export function signed(value, digits) {
  return Number.isFinite(value) ? (value > 0 ? '+' : '') + value.toFixed(digits) : NONE;
}

export function short(hotkey) {
  return hotkey.length > 14 ? `${hotkey.slice(0, 6)}…${hotkey.slice(-5)}` : hotkey;
}

export function hash(value) {
  return value ? `${value.slice(0, 10)}…` : NONE;
}

export function words(code) {
  return code.toLowerCase().replaceAll('_', ' ');
}

export function seconds(millis) {
  return millis < 100_000 ? `${(millis / 1000).toFixed(1)} s` : `${Math.round(millis / 60_000)} min`;
}

export function peerLink(hotkey, window) {
  return `#/peer/${encodeURIComponent(hotkey)}${window === undefined ? '' : `/${window}`}`;
}
