"""Repair: what can be mended safely is mended, and each mend is told with before and after."""

from refiqda.checks.repair.change import Mend, Mender
from refiqda.checks.repair.mending import mend
from refiqda.checks.repair.registry import MENDS
from refiqda.checks.repair.run import RepairReport, repair

__all__ = ["MENDS", "Mend", "Mender", "RepairReport", "mend", "repair"]
