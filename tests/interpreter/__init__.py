"""Recording standards interpreted in plain Python: slow, obvious, and independent of the engine.

The tests hold the engine against it. It imports nothing of recordcheck but the words of its model.
"""

from .judge import Judgement, RuleKey, judge
from .rates import Counts, Group
from .verdicts import Verdict
from .world import Given

__all__ = ["Counts", "Given", "Group", "Judgement", "RuleKey", "Verdict", "judge"]
