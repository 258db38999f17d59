package io.assay.chain.timelock;

import io.assay.chain.timelock.TimelockException.Reason;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A payload under AES-256-GCM without associated data.
 *
 * @param ciphertext as long as the payload and the tag
 * @param nonce {@value #NONCE_BYTES} bytes
 */
record SealedPayload(byte[] ciphertext, byte[] nonce) {
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    static SealedPayload seal(byte[] payload, byte[] key, byte[] nonce) {
        try {
            return new SealedPayload(cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(payload), nonce);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES/GCM/NoPadding", e);
        }
    }

    byte[] open(byte[] key) throws TimelockException {
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce).doFinal(ciphertext);
        } catch (AEADBadTagException e) {
            throw new TimelockException(Reason.ALTERED_BODY, "the commit's body does not match its tag", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES/GCM/NoPadding", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * TAG_BYTES, nonce));
        return cipher;
    }
}
