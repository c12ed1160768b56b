"""What every resource of the API shares: the NLGov API Design Rules 2.2 in one place. Apps add resources."""

API_VERSIE = "1.1.0"  # semver; docs/api-wijzigingen.md says what changed
API_PAD = "/api/v1"
