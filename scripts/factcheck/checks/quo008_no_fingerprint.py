"""A source lists passages, but there is no fingerprint of what was read.

Without it, a passage and the quotations taken from it can be changed together, and nothing shows it. `facts/floors.yml`
says whether every source is to have one (`fingerprints: true`). `factcheck new` writes it with the first passage. For
passages typed by hand, run `factcheck fingerprint --passages ID`; if you have the whole text as a file, run
`factcheck fingerprint FILE --id ID` and paste what it prints into the record.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.record import Source


@check("QUO008", __doc__, title=N_("Passages without a fingerprint"), warning=True)
def no_fingerprint(corpus: Corpus) -> Problems:
    demanded = corpus.floors and corpus.floors.fingerprints
    for file, source in corpus.each(Source) if demanded else ():
        if source.quotations and not source.text:
            message = "there is no fingerprint of these passages"
            yield file, Issue(("quotations",), message, f"run 'factcheck fingerprint --passages {source.id}'")
