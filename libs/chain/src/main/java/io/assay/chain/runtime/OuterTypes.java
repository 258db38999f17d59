package io.assay.chain.runtime;

import io.assay.chain.runtime.TypeDescription.Case;
import io.assay.chain.runtime.TypeDescription.Enumeration;
import io.assay.chain.runtime.TypeDescription.Member;
import io.assay.chain.runtime.TypeDescription.Outer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the enums of all pallets are in one runtime. */
final class OuterTypes {
    private final String crate;
    private final List<PalletDescription> pallets;

    OuterTypes(RuntimeDescription runtime) {
        this.crate = runtime.crate();
        this.pallets = runtime.pallets();
    }

    TypeDescription of(Outer outer) {
        return switch (outer) {
            case CALL -> enumeration("RuntimeCall", PalletDescription::callType);
            case EVENT -> enumeration("RuntimeEvent", PalletDescription::eventType);
            case ERROR -> enumeration("RuntimeError", PalletDescription::errorType);
        };
    }

    private TypeDescription enumeration(String name, Function<PalletDescription, Optional<TypeDescription>> part) {
        var cases = pallets.stream().flatMap(pallet -> cases(pallet, part)).toList();
        return new Enumeration(List.of(crate, name), List.of(), cases);
    }

    private static Stream<Case> cases(
            PalletDescription pallet, Function<PalletDescription, Optional<TypeDescription>> part) {
        return part.apply(pallet).stream().map(type -> Case.of(pallet.index(), pallet.name(), Member.unnamed(type)));
    }
}
