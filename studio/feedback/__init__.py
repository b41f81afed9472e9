"""The feedback desk: what citizens write to the unit's pages, or say on the telephone and at the counter, and how the
unit answers it in time.

It serves people and never watches them. No table is keyed by a citizen; no name, avatar or link to a profile is stored;
two items are never linked to one person; nothing is answered or hidden by itself. What a citizen wrote is kept apart
from the figures, sealed, and erased after its time.
"""
