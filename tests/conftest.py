"""How hypothesis runs here: no deadlines, since a timing decides no test; as many examples as a test says."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "tests", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
settings.load_profile("tests")
