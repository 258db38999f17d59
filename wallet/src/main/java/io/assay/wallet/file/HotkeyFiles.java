package io.assay.wallet.file;

import io.assay.chain.key.Hotkey;
import io.assay.chain.key.UnusableHotkeyFileException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;

/** Makes and opens hotkey files. What comes out is a {@link Hotkey}, which gives its secret to nobody. */
public final class HotkeyFiles {
    private HotkeyFiles() {}

    /**
     * A new key in a new file.
     *
     * @throws RefusedFileException if anything is there, or it cannot be written
     */
    public static Hotkey create(Path file) {
        try {
            return Hotkey.createFile(file);
        } catch (FileAlreadyExistsException _) {
            throw new RefusedFileException(file
                    + " is there already and stays as it is, for a lost hotkey cannot be brought back: name another");
        } catch (NoSuchFileException _) {
            throw new RefusedFileException("there is no folder for " + file + ": make it, with mkdir -p");
        } catch (IOException e) {
            throw Regular.unusable(file, "written", e);
        }
    }

    /**
     * The key of a file.
     *
     * @throws RefusedFileException if it is absent, no file, open to others, or holds no key that can be used
     */
    public static Hotkey open(Path file) {
        try {
            Regular.require(file);
            requirePrivate(file);
            return Hotkey.fromFile(file);
        } catch (UnusableHotkeyFileException e) {
            throw new RefusedFileException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw Regular.unusable(file, "read", e);
        }
    }

    /** As ssh does with its keys. A file system without permissions cannot be asked. */
    private static void requirePrivate(Path file) throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        var others = EnumSet.noneOf(PosixFilePermission.class);
        others.addAll(view.readAttributes().permissions());
        others.removeIf(permission -> permission.name().startsWith("OWNER_"));
        if (!others.isEmpty()) {
            throw new RefusedFileException("hotkey file " + file
                    + " is open to others than its owner, who could sign with it: close it with chmod 600, and if"
                    + " strangers may have read it, make another hotkey");
        }
    }
}
