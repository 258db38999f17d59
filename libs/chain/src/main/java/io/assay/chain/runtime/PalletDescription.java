package io.assay.chain.runtime;

import io.assay.chain.runtime.TypeDescription.Case;
import io.assay.chain.runtime.TypeDescription.Enumeration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pallet of a runtime.
 *
 * @param name as in calls and events: {@code SubtensorModule}; also the prefix of its storage
 * @param index the byte that stands for it
 * @param crate the module that its types are of: {@code pallet_subtensor}
 */
public record PalletDescription(
        String name,
        int index,
        String crate,
        List<StorageDescription> storage,
        List<Case> calls,
        List<Case> events,
        List<Case> errors,
        List<ConstantDescription> constants) {
    public PalletDescription {
        storage = List.copyOf(storage);
        calls = List.copyOf(calls);
        events = List.copyOf(events);
        errors = List.copyOf(errors);
        constants = List.copyOf(constants);
    }

    /** A pallet without anything in it yet. */
    public static Builder builder(String name, int index, String crate) {
        return new Builder(name, index, crate);
    }

    /** The type whose variants are the calls, if there are some. */
    Optional<TypeDescription> callType() {
        return type("Call", calls);
    }

    /** The type whose variants are the events, if there are some. */
    Optional<TypeDescription> eventType() {
        return type("Event", events);
    }

    /** The type whose variants are the errors, if there are some. */
    Optional<TypeDescription> errorType() {
        return type("Error", errors);
    }

    private Optional<TypeDescription> type(String typeName, List<Case> cases) {
        return cases.isEmpty()
                ? Optional.empty()
                : Optional.of(new Enumeration(List.of(crate, "pallet", typeName), List.of(), cases));
    }

    /** Puts a pallet together. */
    public static final class Builder {
        private final String name;
        private final int index;
        private final String crate;
        private final List<StorageDescription> storage = new ArrayList<>();
        private final List<Case> calls = new ArrayList<>();
        private final List<Case> events = new ArrayList<>();
        private final List<Case> errors = new ArrayList<>();
        private final List<ConstantDescription> constants = new ArrayList<>();

        private Builder(String name, int index, String crate) {
            this.name = name;
            this.index = index;
            this.crate = crate;
        }

        /** Adds storage. */
        public Builder storage(StorageDescription... items) {
            storage.addAll(List.of(items));
            return this;
        }

        /** Adds calls. */
        public Builder calls(Case... cases) {
            calls.addAll(List.of(cases));
            return this;
        }

        /** Adds events. */
        public Builder events(Case... cases) {
            events.addAll(List.of(cases));
            return this;
        }

        /** Adds errors. */
        public Builder errors(Case... cases) {
            errors.addAll(List.of(cases));
            return this;
        }

        /** Adds constants. */
        public Builder constants(ConstantDescription... items) {
            constants.addAll(List.of(items));
            return this;
        }

        /** The pallet. */
        public PalletDescription build() {
            return new PalletDescription(name, index, crate, storage, calls, events, errors, constants);
        }
    }
}
