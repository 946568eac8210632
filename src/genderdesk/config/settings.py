"""Django's settings. What an installation may change comes from ``environment.py``."""

from __future__ import annotations

from pathlib import Path

import django.conf.locale
from django.utils.translation import gettext_lazy as _

from genderdesk.config.environment import database_settings, prepare_home, read_environment, secret_from_file

ENVIRONMENT = read_environment()
prepare_home(ENVIRONMENT)

PACKAGE = Path(__file__).resolve().parent.parent
DEBUG = ENVIRONMENT.debug
SECRET_KEY = secret_from_file(ENVIRONMENT.keys / "django.key")
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
CSRF_TRUSTED_ORIGINS = list(ENVIRONMENT.origins)

ROOMS = [
    "genderdesk.groundwork.platform",
    "genderdesk.groundwork.protection",
    "genderdesk.organisation.places",
    "genderdesk.organisation.institution",
    "genderdesk.organisation.accounts",
    "genderdesk.organisation.paper",
    "genderdesk.casework.intake",
    "genderdesk.casework.response",
    "genderdesk.casework.hotline",
    "genderdesk.casework.cases",
    "genderdesk.casework.care",
    "genderdesk.casework.complaints",
    "genderdesk.casework.oversight",
    "genderdesk.programme.guidance",
    "genderdesk.programme.training",
    "genderdesk.programme.partners",
    "genderdesk.programme.outreach",
    "genderdesk.monitoring.statistics",
    "genderdesk.monitoring.results",
    "genderdesk.interfaces.web",
    "genderdesk.interfaces.api",
    "genderdesk.interfaces.cli",
]

INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_cotton",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "genderdesk.interfaces.web.headers.SafetyHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "genderdesk.interfaces.web.way_back.WayBack",
    "genderdesk.groundwork.protection.proof.FormProof",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "genderdesk.groundwork.protection.vault.unlocked.PersonalKeys",
    "genderdesk.organisation.accounts.middleware.ActorMiddleware",
    "genderdesk.groundwork.protection.walls.StandingMiddleware",
]

ROOT_URLCONF = "genderdesk.config.urls"
WSGI_APPLICATION = "genderdesk.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "genderdesk.interfaces.web.context.shell",
            ],
            "builtins": ["django_cotton.templatetags.cotton", "django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
COTTON_DIR = "web/components"
FORM_RENDERER = "genderdesk.groundwork.platform.forms.DeskRenderer"

DATABASES = {"default": database_settings(ENVIRONMENT)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["genderdesk.organisation.accounts.backends.DeskBackend"]
PASSWORD_HASHERS = ["genderdesk.organisation.accounts.hashers.DeskArgon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/staff/sign-in/"
LOGIN_REDIRECT_URL = "/staff/"
LOGOUT_REDIRECT_URL = "/staff/sign-in/"

ACCOUNT_ADAPTER = "genderdesk.organisation.accounts.adapter.DeskAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# Tries are counted in the database, by account and source (accounts/acts/tries.py), not in allauth's cache.
ACCOUNT_RATE_LIMITS = False
# Challenges for passkeys are made for anybody, each with a session: so many a minute from one address.
MFA_RATE_LIMITS = {"webauthn_login": "20/m/ip"}
MFA_ADAPTER = "genderdesk.organisation.accounts.adapter.DeskMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Gender Desk"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_COUNT = 10
# A passkey is the device and its PIN, finger or face: two factors, so that it may be the whole sign-in.
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_FORMS = {
    "authenticate": "genderdesk.organisation.accounts.adapter.forms.CodeForm",
    "reauthenticate": "genderdesk.organisation.accounts.adapter.forms.CodeAgainForm",
    "activate_totp": "genderdesk.organisation.accounts.adapter.forms.ActivateAppForm",
    "authenticate_webauthn": "genderdesk.organisation.accounts.adapter.forms.PasskeyForm",
    "reauthenticate_webauthn": "genderdesk.organisation.accounts.adapter.forms.PasskeyAgainForm",
    "login_webauthn": "genderdesk.organisation.accounts.adapter.forms.PasskeyAloneForm",
    "add_webauthn": "genderdesk.organisation.accounts.adapter.forms.AddPasskeyForm",
    "edit_webauthn": "genderdesk.organisation.accounts.adapter.forms.RenamePasskeyForm",
}
# In the demonstration a second factor may be skipped; nowhere else.
SECOND_FACTOR_REQUIRED = not ENVIRONMENT.demonstration

# Where a proxy ends TLS, nothing that signs somebody in goes over anything else, and browsers remember that for a year.
BEHIND_TLS = any(origin.startswith("https://") for origin in ENVIRONMENT.origins)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if BEHIND_TLS else 0
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = BEHIND_TLS
SESSION_ENGINE = "genderdesk.groundwork.protection.sessions"
SESSION_COOKIE_NAME = "gd"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "gdc"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "genderdesk.interfaces.web.errors.csrf_refused"
SILENCED_SYSTEM_CHECKS: list[str] = []

# Chromium and Django know no Kinyarwanda (ux.md 2), so the language is described here.
django.conf.locale.LANG_INFO.update(
    {"rw": {"bidi": False, "code": "rw", "name": "Kinyarwanda", "name_local": "Ikinyarwanda"}}
)
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French")), ("rw", _("Kinyarwanda")), ("sw", _("Kiswahili"))]
LANGUAGE_COOKIE_NAME = "lang"
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["genderdesk.interfaces.web.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Africa/Kigali"

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.home / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "genderdesk.interfaces.web.storage.DeskStaticFiles"},
}
MEDIA_ROOT = ENVIRONMENT.media
FILE_UPLOAD_PERMISSIONS = 0o600
# Only a page that expects a file takes one, and seals it as it comes; elsewhere nothing of it reaches a disk.
FILE_UPLOAD_HANDLERS = ["genderdesk.groundwork.protection.vault.files.uploads.NoFiles"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440


LIVE_URL = ENVIRONMENT.live_url
TELEPHONE_SIMULATOR = ENVIRONMENT.telephone_simulator

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "genderdesk.config.logs.WithoutContent",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "level": "WARNING"},
        "file": {
            "class": "logging.handlers.WatchedFileHandler",
            "filename": str(ENVIRONMENT.logs / "genderdesk.log"),
            "formatter": "line",
            "delay": True,
        },
    },
    "root": {"handlers": ["console", "file"], "level": "INFO"},
}
