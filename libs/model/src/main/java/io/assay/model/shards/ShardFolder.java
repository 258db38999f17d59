package io.assay.model.shards;

import io.assay.model.data.UnreadableCorpusException;
import io.assay.model.data.UnreadableCorpusException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;

/** Shards in a folder of this machine. Each is digested once, when it is first needed. */
public final class ShardFolder implements ShardSource {
    private static final String REMEDY = "; copy it anew, and look at all of them by ./assay data verify ";

    private final Path folder;
    private final ConcurrentHashMap<Shard, Path> checked = new ConcurrentHashMap<>();

    /** Shards beside each other. */
    public ShardFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public Path locate(Shard shard) {
        var file = checked.computeIfAbsent(shard, this::check);
        if (!Files.exists(file)) {
            checked.remove(shard);
            throw damaged(file + " is missing");
        }
        return file;
    }

    private Path check(Shard shard) {
        var file = folder.resolve(shard.name());
        try {
            var bytes = Files.size(file);
            if (bytes != shard.bytes()) {
                throw damaged(file + " has " + bytes + " bytes, its index says " + shard.bytes());
            }
            var sha256 = FileDigest.sha256(file);
            if (!sha256.equals(shard.sha256())) {
                throw damaged(file + " has the SHA-256 " + sha256 + ", its index says " + shard.sha256());
            }
            return file;
        } catch (NoSuchFileException _) {
            throw damaged(file + " is missing");
        } catch (IOException e) {
            throw new UnreadableCorpusException(
                    Kind.UNREACHABLE, file + " cannot be read (" + e + "); look at its rights and its disk", e);
        }
    }

    private UnreadableCorpusException damaged(String what) {
        return new UnreadableCorpusException(Kind.DAMAGED, what + REMEDY + folder);
    }
}
