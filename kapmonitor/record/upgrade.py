"""An older record brought up to date: in a copy, which is proved before it takes its place.

However that ends, by a fault, a kill or a power cut, the old record or the new one stands there
whole; the old one is kept beside it under the version that replaced it.
"""

from __future__ import annotations

from pathlib import Path

from kapmonitor.record import schema
from kapmonitor.record.connect import fold_log, migrate_alone, open_history
from kapmonitor.record.copying import copied, part_of, proved
from kapmonitor.record.data_key import DataKey
from kapmonitor.record.in_place import forget, take_place


def upgrade(path: Path, key: DataKey | None) -> None:
    """Bring the record at `path` up to date. The caller holds its writer lock.

    Raises RecordFault, having left it as it was.
    """
    part = part_of(path)
    try:
        with open_history(path, key) as history:
            held = copied(history, part, key)
        migrate_alone(part, key)
        proved(part, held, key)
        kept = path.with_name(f"{path.stem}-before-{schema.CURRENT}{path.suffix}")
        take_place(part, path, kept, key)
    except BaseException:
        fold_log(path, key)  # what reading left beside it
        raise
    finally:
        forget(part)
