"""What one process opens once and all visits share: the store, the journal, the judge of records.

They stand here and not in the main script, because that is run again for every view.
"""

from collections.abc import Callable

import streamlit as st

from peil.desk import open_store
from peil.journal import Journal
from peil.records import Record

Check = Callable[[Record], None]

#: One store per working folder serves everyone. What it keeps of a publication, it keeps by
#: what decides what its viewer may see.
store = st.cache_resource(show_spinner=False)(open_store)
#: One journal per working folder.
journal = st.cache_resource(show_spinner=False)(Journal)


@st.cache_resource(show_spinner=False, max_entries=2)
def checker(inhoud: str, _make: Callable[[], Check]) -> Check:
    """Return the judge of what is typed; a new publication may know more items and areas."""
    del inhoud  # only there to make a new one
    return _make()
