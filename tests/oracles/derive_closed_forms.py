# SPDX-License-Identifier: Apache-2.0
"""Expected values from the formulas that stand in the oracle files, without any model code.

Each function yields (case, group, name, value) for the file of its name.
"""
from scipy.optimize import brentq, minimize_scalar


def two_by_two():
    for case, t, labour, capital in (("labour doubled", 0, 180, 110),
                                     ("labour in X taxed at one half", 0.5, 90, 110)):
        a, s_x, s_y = 0.5, 0.6, 0.3
        m = labour / (s_x * a / (1 + t) + s_y * (1 - a))  # wage 1
        r = m * ((1 - s_x) * a + (1 - s_y) * (1 - a)) / capital
        labour_x = s_x * a * m / (1 + t)
        capital_x = (1 - s_x) * a * m / r
        x = (labour_x / 60) ** s_x * (capital_x / 40) ** (1 - s_x)
        y = ((labour - labour_x) / 30) ** s_y * ((capital - capital_x) / 70) ** (1 - s_y)
        yield case, "activities", "X", x
        yield case, "activities", "Y", y
        yield case, "prices", "PK", r
        yield case, "prices", "PX", a * m / (100 * x)
        yield case, "prices", "PY", (1 - a) * m / (100 * y)
        yield case, "incomes", "H", m
        yield case, "netputs", ("X", "PL"), -labour_x


def joint_production():
    for case, s, eta in (("taste for good 1", 0.8, 2), ("fixed proportions", 0.8, 0)):
        ratio = (s / (1 - s)) ** (1 / (1 + eta))
        index = ((ratio ** (1 + eta) + 1) / 2) ** (1 / (1 + eta))
        yield case, "prices", "P1", ratio / index
        yield case, "prices", "P2", 1 / index
        yield case, "netputs", ("J", "P1"), 50 * (ratio / index) ** eta
        yield case, "netputs", ("J", "P2"), 50 * (1 / index) ** eta


def unemployment():
    for case, labour in (("floor binds", 60),
                         ("more labour under the floor: nothing but unemployment", 75)):
        employment = 60 * 1.2 ** -2.5
        y = (employment / 60) ** 0.6
        yield case, "activities", "Y", y
        yield case, "prices", "PL", 1.2
        yield case, "prices", "PK", y
        yield case, "auxiliaries", "u", 1 - employment / labour


def labour_leisure():
    yield "subsidy of one quarter", "netputs", ("H", "PL"), -(100 - 60 / (1 + 0.4 * -0.25))


def small_open_armington():
    for case, t, world in (("tariff of one fifth", 0.2, 1.0), ("dearer imports", 0.0, 1.25)):
        price = world * (1 + t)
        ratio = 3 / 7 * price ** -2  # m / d
        d = 100 / (1 + ratio * world)
        m = ratio * d
        index = 1 / (0.7 + 0.3 / price)
        income = 100 + t * world * m
        yield case, "activities", "IMPORT", m
        yield case, "activities", "EXPORT", world * m
        yield case, "prices", "PA", index
        yield case, "incomes", "H", income
        yield case, "activities", "A", income / index / 100


def two_countries_iceberg():
    s, tau = 4, 1.5
    index = ((1 + tau ** (1 - s)) / 2) ** (1 / (1 - s))
    own_share = 1 / (1 + tau ** (1 - s))
    case = "both ways"
    for block, price in (("AE", "QE"), ("AF", "QF")):
        yield case, "prices", price, index
        yield case, "activities", block, 1 / index
    yield case, "activities", "AE", 2 ** (-1 / (s - 1)) * own_share ** (-1 / (s - 1))
    yield case, "netputs", ("AE", "PE"), -100 * own_share
    # One way: with w the price of F's good, E spends the share e on it and F the share f on E's:
    # balanced trade 100 e = 100 w f.
    def shares(w):
        return 1 / (1 + (tau * w) ** (s - 1)), 1 / (1 + w ** (1 - s))
    w = brentq(lambda w: shares(w)[0] - w * shares(w)[1], 0.1, 10, xtol=1e-15)
    price_e = ((1 + (tau * w) ** (1 - s)) / 2) ** (1 / (1 - s))
    price_f = ((1 + w ** (1 - s)) / 2) ** (1 / (1 - s))
    case = "one way"
    yield case, "prices", "PF", w
    yield case, "activities", "AE", 1 / price_e
    yield case, "activities", "AF", w / price_f


def optimal_tariff():
    s = 3

    def equilibrium(t):
        """Home's price in foreign goods, its real income and foreign's own share."""
        def shares(p):
            home_import = 0.4 * (1 + t) ** (1 - s) / (0.6 * p ** (1 - s) + 0.4 * (1 + t) ** (1 - s))
            foreign_own = 0.8 / (0.8 + 0.2 * p ** (1 - s))
            return home_import, foreign_own

        def income(p):
            spend_abroad = shares(p)[0] / (1 + t)  # per unit of income, before the tariff
            return 100 * p / (1 - t * spend_abroad)

        def balance(p):
            return income(p) * shares(p)[0] / (1 + t) - 200 * (1 - shares(p)[1])
        p = brentq(balance, 0.05, 20, xtol=1e-15)
        index = (0.6 * p ** (1 - s) + 0.4 * (1 + t) ** (1 - s)) ** (1 / (1 - s))
        return p, income(p) / index, shares(p)[1]

    best = minimize_scalar(lambda t: -equilibrium(t)[1], bracket=(0.3, 0.6, 1.2), tol=1e-12).x
    # The maximum is flat: its argument is known to about half of the digits of its value, and the
    # first-order condition by differences gives the rest.
    slope = lambda t, h=1e-4: (equilibrium(t - 2 * h)[1] - 8 * equilibrium(t - h)[1]
                               + 8 * equilibrium(t + h)[1] - equilibrium(t + 2 * h)[1]) / (12 * h)
    best = brentq(slope, best - 0.01, best + 0.01, xtol=1e-14)
    p, welfare, own = equilibrium(best)
    assert abs(best - 1 / ((s - 1) * own)) < 1e-8, (best, own)
    case = "optimal tariff"
    yield case, "auxiliaries", "t", best
    yield case, "prices", "PH", p
    yield case, "activities", "AH", welfare / 100


def import_quota():
    case, m = "rent goes abroad", 20
    rate = brentq(lambda r: (1 + r) ** 2 - 3 / 7 * (100 - m * (1 + r)) / m, 0, 5, xtol=1e-15)
    yield case, "auxiliaries", "rent", rate
    yield case, "activities", "EXPORT", m * (1 + rate)
    yield case, "incomes", "ABROAD", m * rate
    yield case, "prices", "PA", 1 / (0.7 + 0.3 / (1 + rate))


def specific_factors():
    for case, p in (("X dearer by a fifth", 1.2), ("X cheaper by a fifth", 1.01 * 0.8)):
        labour_x = 100 * p ** 2 / (1 + p ** 2)
        labour_y = 100 - labour_x
        x, y = (labour_x / 50) ** 0.5, (labour_y / 50) ** 0.5
        yield case, "activities", "X", x
        yield case, "activities", "Y", y
        yield case, "prices", "PL", y * 50 / labour_y
        yield case, "prices", "PK", p * x
        yield case, "prices", "PT", y
        income = 100 * (p * x + y)
        used_x, used_y = income / 2 / p, income / 2
        yield case, "prices", "PX", p
        yield case, "activities", "X_for_Y", max(0, used_y - 100 * y)
        yield case, "activities", "Y_for_X", max(0, used_x - 100 * x)


def harris_todaro():
    floor, people, b = 1.5, 100, 1 / 3
    rural = 0.6 * people / (0.6 + b / (1 - b))
    output = 100 * (rural / 60) ** 0.6
    wage = 0.6 * output / rural
    moved = people - rural
    u = 1 - wage / floor
    case = "floor of 1.5"
    yield case, "auxiliaries", "N", moved
    yield case, "auxiliaries", "u", u
    yield case, "prices", "W_R", wage
    yield case, "activities", "M", moved * (1 - u)
    yield case, "activities", "A", output / 100


def wage_curve():
    for case, labour, capital in (("a fifth more labour", 60 / 0.95 * 1.2, 40),
                                  ("a fifth less capital", 60 / 0.95, 32)):
        def gap(u):
            intensity = labour * (1 - u) / 60 / (capital / 40)
            return intensity ** -0.4 - (u / 0.05) ** -0.1
        u = brentq(gap, 1e-4, 0.9, xtol=1e-15)
        employed = labour * (1 - u) / 60
        yield case, "auxiliaries", "u", u
        yield case, "prices", "PL", (u / 0.05) ** -0.1
        yield case, "activities", "Y", employed ** 0.6 * (capital / 40) ** 0.4


def frechet_migration():
    for case, kappa, mu, v, land in (("cost a tenth lower", 1.5, 0.9, 1, 0),
                                     ("cost a thousandth lower", 1.5, 0.999, 1, 0),
                                     ("cost a tenth lower, land shared by stayers", 1.5, 0.9, 1, 1 / 3),
                                     ("less dispersed tastes, a better place", 3, 1, 1.1, 1 / 3)):
        x = (v / mu) ** kappa

        def gap(m):
            z = 1 - land + land * 0.8 / m
            return m - 0.8 * z ** kappa / (0.8 * z ** kappa + 0.2 * x)
        m = brentq(gap, 1e-3, 1, xtol=1e-15)
        yield case, "auxiliaries", "stay", m
        yield case, "auxiliaries", "z", 1 - land + land * 0.8 / m
        yield case, "activities", "A", 100 * m
        yield case, "activities", "B", 100 * (1 - m)


def transport_margin():
    for case, m in (("margin of a quarter", 0.25), ("margin doubled", 0.5)):
        share_far = (1 + m) ** -1 / (1 + (1 + m) ** -1)
        yield case, "activities", "NEAR", 100 * (1 - share_far)
        yield case, "activities", "FAR", 100 * share_far / (1 + m)
        yield case, "activities", "TRANSPORT", m * 100 * share_far / (1 + m)
        yield case, "prices", "PDEL", 1 + m


def harberger():
    t, m = 0.5, 220
    r = (0.25 * 160 / (1 + t) + 40) / 80
    yield "Cobb-Douglas: capital bears all", "prices", "PK", r
    yield "Cobb-Douglas: capital bears all", "incomes", "GOV", t * 40 / (1 + t)


def brock_mirman():
    a, b, k, periods = 0.3, 0.9, 0.2, 4
    path = []
    for left in range(periods - 1, -1, -1):
        share = a * b * (1 - (a * b) ** left) / (1 - (a * b) ** (left + 1))
        output = k ** a
        path.append((output, (1 - share) * output, share * output))
        k = share * output
    case = "from below"
    for year, (output, consumed, invested) in enumerate(path):
        yield case, "activities", f"Y{year}", output
        yield case, "netputs", ("H", f"C{year}"), -consumed
        if year < periods - 1:
            yield case, "activities", f"I{year}", invested
        yield case, "prices", f"C{year}", b ** year * path[0][1] / consumed


FILES = [two_by_two, joint_production, unemployment, labour_leisure, small_open_armington,
         two_countries_iceberg, optimal_tariff, import_quota, specific_factors, harris_todaro,
         wage_curve, frechet_migration, transport_margin, harberger, brock_mirman]


def derive():
    for formula in FILES:
        for case, group, name, value in formula():
            yield formula.__name__, case, group, name, value
