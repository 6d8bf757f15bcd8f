"""Lets papermill write parameters into TypeScript notebooks."""

import json
import math
import re

from papermill.engines import NBClientEngine
from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators

LARGEST_SAFE_INTEGER = 2**53 - 1

DECLARATION = re.compile(
    r"^\s*(?:export\s+)?(?:let|const|var)\s+(?P<name>[A-Za-z_$][\w$]*)"
    r"\s*(?::\s*(?P<type>[^=]+?))?\s*=(?!=|>)\s*(?P<default>.*?)\s*;?\s*(?://\s*(?P<help>.*))?$"
)


class TypeScriptTranslator(Translator):
    """Writes values as TypeScript."""

    @classmethod
    def translate_none(cls, val):
        return "null"

    @classmethod
    def translate_int(cls, val):
        return f"{val}n" if abs(val) > LARGEST_SAFE_INTEGER else str(val)

    @classmethod
    def translate_float(cls, val):
        if math.isnan(val):
            return "NaN"
        if math.isinf(val):
            return "Infinity" if val > 0 else "-Infinity"
        return repr(val)

    @classmethod
    def translate_escaped_str(cls, str_val):
        return json.dumps(str(str_val))

    @classmethod
    def translate_list(cls, val):
        return f"[{', '.join(cls.translate(item) for item in val)}]"

    @classmethod
    def translate_dict(cls, val):
        # A computed name: `__proto__` would not be a property like the others.
        entries = (f"[{json.dumps(str(key))}]: {cls.translate(item)}" for key, item in val.items())
        return f"{{ {', '.join(entries)} }}" if val else "{}"

    @classmethod
    def comment(cls, cmt_str):
        return f"// {cmt_str}".strip()

    @classmethod
    def assign(cls, name, str_val):
        return f"{name} = {str_val};"

    @classmethod
    def codify(cls, parameters, comment="Parameters"):
        # The values are assigned unchecked, so that constants can be parameters, and keep the declared types.
        return "%%nocheck\n" + super().codify(parameters, comment)

    @classmethod
    def inspect(cls, parameters_cell):
        found = (DECLARATION.match(line) for line in parameters_cell["source"].splitlines())
        return [
            Parameter(
                name=match["name"],
                inferred_type_name=match["type"] or "None",
                default=match["default"],
                help=match["help"] or "",
            )
            for match in found
            if match is not None
        ]


class NightbookEngine(NBClientEngine):
    """papermill's own engine: the translator is all that TypeScript notebooks lack."""


papermill_translators.register("typescript", TypeScriptTranslator)
