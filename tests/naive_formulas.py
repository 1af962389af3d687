"""The statistical formulas once more, in plain Python and by other routes than `peil.statistics`.

Quantiles by bisection on hand-written distribution functions, tests as observed minus expected,
trend as Cochran and Armitage wrote it. Slow, and without numpy, scipy or polars on purpose.
"""

import math
from collections.abc import Callable
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)


def two_sided(z: float) -> float:
    return math.erfc(abs(z) / math.sqrt(2))


def gamma_cdf(a: float, x: float) -> float:
    """Regularised lower incomplete gamma: power series, or continued fraction in the tail."""
    if x <= 0:
        return 0.0
    front = math.exp(-x + a * math.log(x) - math.lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        k = a
        while abs(term) > total * 1e-16:
            k += 1
            term *= x / k
            total += term
        return front * total
    b = x + 1 - a
    c, d = 1e300, 1 / b
    h = d
    for i in range(1, 100_000):
        an = -i * (i - a)
        b += 2
        d = 1 / (an * d + b)
        c = b + an / c
        h *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return 1 - front * h


def beta_cdf(a: float, b: float, x: float) -> float:
    """Regularised incomplete beta by Lentz's continued fraction."""
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_cdf(b, a, 1 - x)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
        + a * math.log(x) + b * math.log1p(-x)
    ) / a  # fmt: skip
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    h = d
    for m in range(1, 100_000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d, c = 1 / (1 + even * d), 1 + even / c
        h *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d, c = 1 / (1 + odd * d), 1 + odd / c
        h *= d * c
        if abs(d * c - 1) < 1e-15:
            break
    return front * h


def bisect(rising: Callable[[float], float], target: float) -> float:
    low, high = 0.0, 1.0
    while rising(high) < target:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < target else (low, middle)
    return (low + high) / 2


def garwood(count: float, phi: float = 1.0) -> tuple[float, float]:
    k = count / phi
    lower = bisect(lambda x: gamma_cdf(k, x), 0.025) if k > 0 else 0.0
    return phi * lower, phi * bisect(lambda x: gamma_cdf(k + 1, x), 0.975)


def wilson(count: float, total: float, phi: float = 1.0) -> tuple[float, float]:
    """The two shares at exactly z standard errors of the observed one."""
    k, n = count / phi, total / phi
    root = Z * math.sqrt(Z * Z + 4 * k * (1 - k / n))
    return (2 * k + Z * Z - root) / (2 * (n + Z * Z)), (2 * k + Z * Z + root) / (2 * (n + Z * Z))


def count_test(
    o1: float, n1: float, o2: float, n2: float, phi: float, is_share: bool
) -> float:  # fmt: skip
    """Observed minus expected in the first, given the two together."""
    total, share = o1 + o2, n1 / (n1 + n2)
    p = total / (n1 + n2)
    if total == 0 or (is_share and p == 1):
        return 1.0
    if is_share and p > 0.5:
        return count_test(n1 - o1, n1, n2 - o2, n2, phi, True)
    if total * min(share, 1 - share) / phi < 5:
        return exact_test(o1 / phi, o2 / phi, share)
    variance = phi * total * share * (1 - share) * ((1 - p) if is_share else 1)
    return two_sided((o1 - total * share) / math.sqrt(variance))


def exact_test(k1: float, k2: float, share: float) -> float:
    if k1 == int(k1) and k2 == int(k2):
        n = int(k1 + k2)
        chances = [math.comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(n + 1)]
        lower, upper = sum(chances[: int(k1) + 1]), sum(chances[int(k1) :])
    else:
        upper = beta_cdf(k1, k2 + 1, share) if k1 > 0 else 1.0
        lower = beta_cdf(k2, k1 + 1, 1 - share) if k2 > 0 else 1.0
    return min(1.0, 2 * min(lower, upper))


def count_trend(tellers: list[float], noemers: list[float], phi: float, is_share: bool) -> float:
    """Cochran-Armitage z over equally spaced years: sum of x (observed - expected)."""
    events, people = sum(tellers), sum(noemers)
    part = [n / people for n in noemers]
    score = sum(x * (o - events * q) for x, (o, q) in enumerate(zip(tellers, part, strict=True)))
    mean = sum(x * q for x, q in enumerate(part))
    variance = events * (sum(x * x * q for x, q in enumerate(part)) - mean**2)
    if is_share:
        variance *= 1 - events / people
    return score / math.sqrt(phi * variance) if variance > 0 else 0.0


def sample_trend(values: list[float], errors: list[float]) -> float:
    """Slope of the weighted least squares line over its standard error."""
    w = [1 / e**2 for e in errors]
    mean = sum(x * wi for x, wi in enumerate(w)) / sum(w)
    spread = sum(wi * (x - mean) ** 2 for x, wi in enumerate(w))
    slope = sum(wi * (x - mean) * y for x, (wi, y) in enumerate(zip(w, values, strict=True)))
    return slope / spread * math.sqrt(spread)


def second_difference(
    tellers: list[float], noemers: list[float], is_share: bool
) -> float | None:  # fmt: skip
    """The squared second difference of three rates over its variance, if that is not zero."""
    a, b, c = (o / n for o, n in zip(tellers, noemers, strict=True))
    people = sum(noemers)
    p = sum(tellers) / people
    variance = p * (1 / noemers[0] + 4 / noemers[1] + 1 / noemers[2])
    if is_share:
        variance *= (1 - p) * people / (people - 1)
    return ((c - b) - (b - a)) ** 2 / variance if variance > 0 else None
