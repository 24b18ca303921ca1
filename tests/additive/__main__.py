"""Keep the present version of schemas and API."""

from additive.past_versions import freeze

freeze()
