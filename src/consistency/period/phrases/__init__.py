"""What a phrase about time comes to, for a document of a known date: "last week", "over a year ago".

For drafting facts: a facts file holds the resolved EDTF, and the phrase in `quote`. One that can be taken
in several ways keeps them all.
"""

from consistency.period.phrases.resolving import Reading, Resolution, resolve

__all__ = ["Reading", "Resolution", "resolve"]
