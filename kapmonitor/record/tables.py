"""The tables and every SQL statement: no other module names a table.

`event` is the record; triggers keep it append-only and gapless even against our own mistakes.
`personal` holds the words that events only refer to; a row may go (erasure), never change.
`session` is an index that can be rebuilt from `event`. `patient` is the only table with an
identity, and the only one whose rows are edited.
"""

from __future__ import annotations

PRACTICE = "practice"
"""The stream of the practice's own facts, beside one stream for each session."""

HOME = "home:"
"""How the name of a stream of home readings begins; the patient's pseudonym follows."""

SESSION = "session"

SCHEMA_1_0 = """
CREATE TABLE event (
    stream TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq > 0),
    utc TEXT NOT NULL,
    elapsed_s REAL NOT NULL,
    origin TEXT,
    type TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (stream, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_of_practice ON event (type, seq) WHERE stream = 'practice';
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'an event is never removed'); END;
CREATE TRIGGER event_follows_the_last BEFORE INSERT ON event
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM event WHERE stream = NEW.stream)
BEGIN SELECT RAISE(ABORT, 'an event follows the last of its stream'); END;

CREATE TABLE personal (
    stream TEXT NOT NULL,
    ref TEXT NOT NULL,
    salt TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (stream, ref)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER personal_is_never_changed BEFORE UPDATE ON personal
BEGIN SELECT RAISE(ABORT, 'words are erased, never changed'); END;

CREATE TABLE session (
    id TEXT PRIMARY KEY,
    opened_utc TEXT NOT NULL,
    utc_offset_min INTEGER NOT NULL,
    simulated INTEGER NOT NULL,
    setting TEXT NOT NULL,
    preset TEXT NOT NULL,
    patient TEXT NOT NULL,
    session_number INTEGER,
    planned_sessions INTEGER,
    phase TEXT NOT NULL,
    readings INTEGER NOT NULL,
    dosed_utc TEXT,
    ended_utc TEXT,
    outcome TEXT,
    signed_utc TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_time ON session (opened_utc);
CREATE INDEX session_by_patient ON session (patient, opened_utc);
CREATE INDEX session_unfinished ON session (opened_utc) WHERE ended_utc IS NULL;

CREATE TABLE patient (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    born TEXT,
    emergency_name TEXT NOT NULL,
    emergency_phone TEXT NOT NULL,
    notes TEXT NOT NULL,
    added_utc TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

SCHEMA_1_1 = """
ALTER TABLE patient ADD COLUMN local_id TEXT NOT NULL DEFAULT '';
ALTER TABLE patient ADD COLUMN sought TEXT NOT NULL DEFAULT '';
CREATE INDEX patient_by_birth ON patient (born);
CREATE INDEX session_unsigned ON session (opened_utc)
    WHERE ended_utc IS NOT NULL AND signed_utc IS NULL;
CREATE INDEX session_simulated ON session (simulated);
"""
"""A local number, the line that a search looks through, and what the first page asks for."""

HEAD = "SELECT seq, digest FROM event WHERE stream = ? ORDER BY seq DESC LIMIT 1"
HEAD_WITH_TIME = "SELECT seq, digest, utc FROM event WHERE stream = ? ORDER BY seq DESC LIMIT 1"
DIGEST_AT = "SELECT digest FROM event WHERE stream = ? AND seq = ?"
_COLUMNS = "stream, seq, utc, elapsed_s, origin, type, version, body, digest"
APPEND_EVENT = f"INSERT INTO event ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - our own column list
READ_STREAM = f"SELECT {_COLUMNS} FROM event WHERE stream = ? ORDER BY seq"  # noqa: S608 - as above
READ_WITHOUT_SAMPLES = (
    f"SELECT {_COLUMNS} FROM event WHERE stream = ? "  # noqa: S608 - as above
    "AND NOT (type = 'measurement_recorded' "
    "AND json_extract(body, '$.measurement.kind') <> 'blood_pressure') ORDER BY seq"
)
READ_ALL = f"SELECT {_COLUMNS} FROM event ORDER BY stream, seq"  # noqa: S608 - as above
READ_TYPE_OF_PRACTICE = (
    f"SELECT {_COLUMNS} FROM event "  # noqa: S608 - as above
    "WHERE stream = 'practice' AND type = ? ORDER BY seq"
)
LATEST_TYPE_OF_PRACTICE = f"{READ_TYPE_OF_PRACTICE} DESC LIMIT 1"
DEEDS = (
    f"SELECT {_COLUMNS} FROM event WHERE stream = 'practice' "  # noqa: S608 - as above
    "AND {where} ORDER BY seq DESC LIMIT ?"
)
IS_A_DEED = "type <> 'session_head_noted'"
BY_PERSON = "json_extract(origin, '$.operator.name') LIKE ? ESCAPE '!'"
MENTIONS = "instr(body, ?) > 0"
"""Whether an entry names a session or a pseudonym."""
SESSIONS_OF = "SELECT id FROM session WHERE patient = ?"
EVERY_STREAM = """
WITH RECURSIVE named (stream) AS (
    SELECT min(stream) FROM event
    UNION ALL
    SELECT (SELECT min(stream) FROM event WHERE stream > named.stream)
    FROM named WHERE named.stream IS NOT NULL
)
SELECT stream FROM named WHERE stream IS NOT NULL
"""
"""From one stream's name to the next: DISTINCT would read every entry."""
STREAMS = f"{EVERY_STREAM} AND stream <> 'practice' AND stream NOT LIKE 'home:%'"
"""The streams of sessions."""


def home_of(patient: str) -> str:
    """Return the name of a patient's stream of home readings."""
    return f"{HOME}{patient}"


def is_session(stream: str) -> bool:
    """Return whether a stream is a session's."""
    return stream != PRACTICE and not stream.startswith(HOME)


ADD_WORDS = "INSERT INTO personal (stream, ref, salt, text) VALUES (?, ?, ?, ?)"
WORDS_AT = "SELECT salt, text FROM personal WHERE stream = ? AND ref = ?"
READ_WORDS = "SELECT ref, salt, text FROM personal WHERE stream = ?"
COUNT_WORDS = "SELECT count(*) FROM personal"
WORDS_OF = "SELECT count(*) FROM personal WHERE stream = ?"
ERASE_WORDS = "DELETE FROM personal WHERE stream = ?"
ERASE_WORD = "DELETE FROM personal WHERE stream = ? AND ref = ?"
ERASE_PATIENT = "DELETE FROM patient WHERE id = ?"
PSEUDONYMS = "SELECT id FROM patient UNION SELECT patient FROM session ORDER BY 1"
REFS = "SELECT stream, ref FROM personal"
READ_ALL_WORDS = "SELECT stream, ref, salt, text FROM personal ORDER BY stream, ref"

_INDEX = (
    "id, opened_utc, utc_offset_min, simulated, setting, preset, patient, session_number, "
    "planned_sessions, phase, readings, dosed_utc, ended_utc, outcome, signed_utc"
)
PUT_ROW = (
    f"INSERT OR REPLACE INTO session ({_INDEX}) "  # noqa: S608 - our own column list
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
COUNT_READINGS = (
    "SELECT count(*) FROM event WHERE stream = ? AND type = 'measurement_recorded' "
    "AND json_extract(body, '$.measurement.kind') = 'blood_pressure'"
)
COUNT_SESSIONS = "SELECT count(*), sum(simulated) FROM session"
CLEAR_ROWS = "DELETE FROM session"
ROW_AT = f"SELECT {_INDEX} FROM session WHERE id = ?"  # noqa: S608 - as above
ROWS = f"SELECT {_INDEX} FROM session ORDER BY id"  # noqa: S608 - as above
ROWS_RUNNING = (
    f"SELECT {_INDEX} FROM session "  # noqa: S608 - as above
    "WHERE ended_utc IS NULL ORDER BY opened_utc DESC LIMIT ?"
)
ROWS_UNSIGNED = (
    f"SELECT {_INDEX} FROM session "  # noqa: S608 - as above
    "WHERE ended_utc IS NOT NULL AND signed_utc IS NULL ORDER BY opened_utc DESC LIMIT ?"
)
ROWS_OF_PATIENT = (
    f"SELECT {_INDEX} FROM session "  # noqa: S608 - as above
    "WHERE patient = ? ORDER BY opened_utc DESC, id DESC"
)
ROWS_BEFORE = (
    f"SELECT {_INDEX} FROM session "  # noqa: S608 - as above
    "WHERE (opened_utc, id) < (?, ?) ORDER BY opened_utc DESC, id DESC LIMIT ?"
)

PUT_PATIENT = (
    "INSERT OR REPLACE INTO patient (id, name, born, local_id, emergency_name, emergency_phone, "
    "notes, added_utc, sought) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
COUNT_PATIENTS = "SELECT count(*) FROM patient"
PATIENTS = "SELECT * FROM patient ORDER BY name, id LIMIT ?"
PATIENT_AT = "SELECT * FROM patient WHERE id = ?"
SOUGHT = "sought LIKE ? ESCAPE '!'"
"""One word of a search."""
FIND_PATIENTS = (
    "SELECT * FROM patient WHERE {where} ORDER BY sought NOT LIKE ? ESCAPE '!', name, id LIMIT ?"
)
MAYBE_ALIKE = (
    "SELECT * FROM patient WHERE ({where} OR born = ? "
    "OR (local_id <> '' AND local_id = ? COLLATE NOCASE)) AND id <> ? ORDER BY name, id"
)
"""More than are alike: few enough to compare one by one."""
