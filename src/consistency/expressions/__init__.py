"""The small language of rules: read and checked here, kept as a tree of data, decided exactly on ranges."""

from consistency.expressions.check import read_expression
from consistency.expressions.functions import FUNCTION_NAMES
from consistency.expressions.kinds import FIELD_KINDS
from consistency.expressions.tree import Expression

__all__ = ["FIELD_KINDS", "FUNCTION_NAMES", "Expression", "read_expression"]
