"""What a password must be like, where Django's own words are not Dutch."""

from django.contrib.auth.password_validation import MinimumLengthValidator


class MinimaleLengte(MinimumLengthValidator):
    def get_error_message(self) -> str:
        return f"Kies een wachtwoord van ten minste {self.min_length} tekens."
