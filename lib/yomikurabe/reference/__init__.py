"""What the topic's reference tables say: values of chips, their lineage, and which export rule holds on which day."""

from .areas import Area, areas_of
from .lineage import families_of, generations_between, is_family, members_of, related
from .status import Status, export_status, rules_on
from .tables import build_chip_specs, build_chronology, build_export_rules, build_export_status
from .values import DENSITY, TPP, Conflict, Value, check_stated, density, first_day, tpp, value_of

__all__ = [
    "DENSITY",
    "TPP",
    "Area",
    "Conflict",
    "Status",
    "Value",
    "areas_of",
    "build_chip_specs",
    "build_chronology",
    "build_export_rules",
    "build_export_status",
    "check_stated",
    "density",
    "export_status",
    "families_of",
    "first_day",
    "generations_between",
    "is_family",
    "members_of",
    "related",
    "rules_on",
    "tpp",
    "value_of",
]
