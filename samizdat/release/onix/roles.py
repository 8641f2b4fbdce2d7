"""What a contributor did, from MARC relators to ONIX list 17."""

from __future__ import annotations

ROLES = {
    "aut": "A01", "clb": "A02", "art": "A07", "dsr": "A11", "bkd": "A11", "ill": "A12", "pht": "A13", "wpr": "A15", "aft": "A19", "ann": "A20", "wac": "A20",
    "cmm": "A21", "aui": "A24", "win": "A24", "ctb": "A32", "cov": "A36", "ctg": "A39", "ivr": "A43", "ive": "A44", "res": "A51", "edt": "B01", "abr": "B04",
    "adp": "B05", "trl": "B06", "trc": "B33", "com": "C01", "egr": "Z99", "oth": "Z99", "pfr": "Z99", "tyg": "Z99",
}  # fmt: skip
"""By relator code. A copyright holder, a printer and a publisher are no contributors: ONIX tells of them elsewhere."""
