#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A second model: S1a, S10 and a rebate computed from the benchmark file in exact-hat algebra, with numpy alone.

Nothing of the program's code is used: the equations are written down again from docs/equations.md (eq. 10 to 15, 30
to 36, 51), in changes relative to the benchmark. Unknown are the prices of primary factors; prices of goods follow by
a fixed point, quantities and incomes by one linear system, and factor markets are cleared by Newton's method with
differences. What the two share is the benchmark as the program writes it, the elasticities and what is assumed of
institutions. It also says what S10 would be if the benchmark held taxes at the border, which the accounts do not
(decision 0034).
"""
import csv
import subprocess
import tomllib
import unittest

import h5py
import numpy as np

from program import PROGRAM, SOURCES, Scratch

SHARE_OF_WORLD = 0.13  # of China in world exports of every good (eq. 15)


def ces(price, weight, elasticity):
    """Unit cost of a nest over its last axis; weights are values at the benchmark, prices one there."""
    share = weight / weight.sum(-1, keepdims=True)
    e = np.broadcast_to(elasticity, price.shape[:-1])[..., None]
    with np.errstate(divide="ignore"):
        cobb_douglas = np.exp((share * np.log(price)).sum(-1))
        other = (share * price ** (1 - e)).sum(-1) ** (1 / np.where(e[..., 0] == 1, np.inf, 1 - e[..., 0]))
    return np.where(e[..., 0] == 1, cobb_douglas, other)


def positive(x):
    """What to divide by: one where there is nothing."""
    return np.where(x > 0, x, 1)


def filled(weights):
    """Weights of nests; equal ones where a nest is empty, which then nobody buys from."""
    return np.where(weights.sum(-1, keepdims=True) > 0, weights, 1)


class Economy:
    """The benchmark in the shapes that the algebra needs: regions r, goods i, sectors j."""

    def __init__(self, path, sam):
        with h5py.File(path) as f:
            text = lambda name: [x.decode() for x in f[name][()]]
            read = lambda name: np.asarray(f[name][0] if f[name].shape[0] == 1 and name in by_variant else f[name][()])
            by_variant = {"exports", "government", "intermediate", "investment", "margin", "rural", "trade", "urban"}
            self.regions, self.sectors = text("region"), text("sector")
            for name in by_variant | {"capital", "imports", "labour", "land", "output", "production_tax"}:
                setattr(self, name, read(name))
        self.R, self.N = self.labour.shape
        with open(SOURCES / "data/elasticities/default.csv", encoding="utf-8") as f:
            rows = {row["sector"]: row for row in csv.DictReader(line for line in f if not line.startswith("#"))}
        column = lambda name: np.array([float(rows[s][name]) for s in self.sectors])
        self.esubd, self.esubm, self.esubva = column("esubd"), column("esubm"), column("esubva")
        self.kl_energy, self.elec_fuels, self.fuels = column("kl_energy"), column("elec_fuels"), column("fuels")
        self.income = column("income")
        assumed = tomllib.loads((SOURCES / "data/elasticities/assumptions.toml").read_text())
        self.assumed = assumed
        roles = {k: [s in v for s in self.sectors] for k, v in assumed["roles"].items()}
        roles = {k: np.array(v) for k, v in roles.items()}
        is_fuel = roles["fuels"][:, None] & ~roles["feedstock_users"][None, :]
        is_electricity = np.broadcast_to(roles["electricity"][:, None], is_fuel.shape)
        self.fuel_use = np.where(is_fuel & ~is_electricity, self.intermediate, 0)
        self.power_use = np.where(is_electricity, self.intermediate, 0)
        self.material = self.intermediate - self.fuel_use - self.power_use
        self.transport, self.trade_service = self.sectors.index("transport"), self.sectors.index("trade")
        self.farm = roles["agriculture"]
        self.margins()
        self.institutions(sam)
        self.at_the_border()

    def margins(self):
        """What a flow buys of each service, by who supplies it (eq. 51): services v, from s, to r, good i."""
        m, R = self.margin, self.R
        self.goods_of = [self.transport, self.trade_service]
        at_origin = np.zeros_like(m)
        at_origin[0, :R, :R] = m[0, :R, :R] / 2  # transport between provinces: half where it leaves
        at_origin[:, :R, R] = m[:, :R, R]        # exports: all where they leave
        self.at_origin, self.at_destination = at_origin, m - at_origin
        supplied = np.zeros((R, self.N))         # as part of intermediate use: margins on ways within and of imports
        for v, good in enumerate(self.goods_of):
            supplied[:, good] += at_origin[v, :R, :R].sum((1, 2)) + self.at_destination[v, :, :R].sum((0, 2))
        self.supplied = supplied
        self.final = self.rural + self.urban + self.government + self.investment
        self.intermediate_use = self.intermediate.sum(2) + supplied
        self.use = self.final + self.intermediate_use
        self.delivered = self.trade + m[:, :R, :R].sum(0)                      # from s, to r
        self.imported = self.imports + m[:, R, :R].sum(0)
        self.exported = self.exports + m[:, :R, R].sum(0)
        self.sold_abroad = self.exports.copy()
        for v, good in enumerate(self.goods_of):
            self.sold_abroad[:, good] += at_origin[v, :R, R].sum(1)

    def at_the_border(self, rebate=0.0, duty=0.0):
        """What the benchmark bears there on goods, over the price at the border: a rebate on exports, which the centre
        pays beside the net taxes of the accounts, and a duty that the tables' imports are read with. What the centre
        has more of it invests, and borrows as much less abroad."""
        goods = np.arange(self.N) < self.sectors.index("repair")
        self.rebate = np.broadcast_to(np.where(goods, rebate, 0), (self.R, self.N))  # of eq. 409
        self.borne, self.duty = self.rebate, np.where(goods, duty, 0)
        paid_back = (self.rebate * self.exports).sum(1)
        self.made = self.output + self.rebate * self.exports  # at the price that buyers at home pay
        self.gross_tax = self.production_tax + self.rebate * self.exports
        self.local_gross = self.local * self.production_tax.sum(1) / self.gross_tax.sum(1)
        duties = (self.duty / (1 + self.duty) * self.imports).sum()
        invested = self.I / self.I.sum() * duties
        self.invested, self.borrowed = self.to_investment + invested, self.external - invested
        self.spent = self.centre + duties
        self.dearer = np.ones((2, self.R, self.N))  # icebergs of exports and imports
        return paid_back.sum(), duties

    def institutions(self, sam):
        """Who owns, taxes, saves and transfers (eq. 420 to 429); of the matrix, depreciation alone."""
        with open(sam, encoding="utf-8") as f:
            paid = {(row["row"], row["column"]): float(row["value"]) for row in csv.DictReader(f)}
        depreciation = np.array([paid[f"investment[{r}]", f"capital[{r}]"] for r in self.regions])
        budget, rural_persons = self.budgets()
        L, K, N = self.labour.sum(1), self.capital.sum(1), self.land.sum(1)
        T = self.production_tax.sum(1)
        self.G, self.I = self.government.sum(1), self.investment.sum(1)
        local = self.assumed["income_tax_local"]["value"]
        saved = self.assumed["saving_rate"]
        personal, corporate = budget["personal_income_tax"] / local, budget["corporate_income_tax"] / local
        fees = corporate + budget["non_tax"]
        C_r, C_u = self.rural.sum(1), self.urban.sum(1)
        social = budget["social"]
        self.social = np.stack([social * rural_persons, social * (1 - rural_persons)])
        wish_r, wish_u = C_r / (1 - saved["rural"]), C_u / (1 - saved["urban"])
        earned = L + N + social - personal
        profit = K - depreciation
        paid_out = np.clip(wish_r + wish_u - earned, 0, profit - fees)
        rural = wish_r * (earned + paid_out) / (wish_r + wish_u)
        urban = earned + paid_out + personal - rural                # before tax
        farm_land = self.land[:, self.farm].sum(1)
        from_land = np.clip(rural - self.social[0], 0, farm_land)
        from_labour = np.clip(rural - self.social[0] - farm_land, 0, L)
        from_capital = np.clip(rural - self.social[0] - farm_land - from_labour, 0, paid_out)
        self.rural_share = from_labour / L, np.divide(from_capital, paid_out, out=0 * L, where=paid_out > 0), from_land / N
        self.paid_out, self.retained = paid_out / K, depreciation / K
        self.kept = 1 - self.paid_out - self.retained
        self.fee_rate = fees / (profit - paid_out)
        self.fee_local = (budget["corporate_income_tax"] + budget["non_tax"]) / fees
        self.d = np.stack([0 * L, personal / urban])
        disposable = np.stack([rural, urban - personal])
        self.s = 1 - np.stack([C_r, C_u]) / disposable
        self.local, self.local_direct = np.clip(budget["production_taxes"] / T, 0, 1), local
        self.down = budget["central_subsidy"]
        revenue = self.local * T + budget["personal_income_tax"] + budget["corporate_income_tax"] + budget["non_tax"]
        self.public_saving = revenue + self.down - self.G - social
        self.saved_total = self.I + np.maximum(0, -self.public_saving)
        spent = self.G + social + np.maximum(0, self.public_saving)
        self.on_goods, self.on_social, self.on_saving = self.G / spent, self.social / spent, np.maximum(0, self.public_saving) / spent
        self.lent = np.maximum(0, -self.public_saving) / self.saved_total
        central = ((1 - self.local) * T + (1 - local) * (personal + corporate) - self.down).sum()
        self.to_investment = self.I / self.I.sum() * central
        household_saving = disposable.sum(0) - C_r - C_u
        self.external = self.I - depreciation - household_saving - (profit - paid_out - fees) - self.public_saving \
            - self.to_investment
        self.centre = (self.down + self.to_investment).sum()
        frisch = self.assumed["frisch"]
        self.committed = []
        for c, f in ((self.rural, frisch["rural"]), (self.urban, frisch["urban"])):
            eta = self.income * c.sum(1, keepdims=True) / (c * self.income).sum(1, keepdims=True)
            self.committed.append(np.maximum(0, 1 + eta / f))

    def budgets(self):
        """Published budgets of the provinces, and the rural part of residents, by region of the benchmark."""
        def read(name):
            with open(SOURCES / name, encoding="utf-8") as f:
                return list(csv.DictReader(line for line in f if not line.startswith("#")))
        place = {r: k for k, r in enumerate(self.regions)}
        rest = [k for r, k in place.items() if r == "RestOfChina"][0]
        sums, persons = {}, np.zeros((2, self.R))
        for row in read("data/institutions/2017.csv"):
            for name, value in list(row.items())[1:]:
                sums.setdefault(name, np.zeros(self.R))[place.get(row["province"], rest)] += float(value)
        for row in read("data/population/2017.csv"):
            share = float(row["urban_share"]) / 100
            persons[:, place.get(row["province"], rest)] += float(row["population"]) * np.array([1 - share, share])
        return sums, persons[0] / persons.sum(0)

    # Prices, given those of factors: w by region, k by region, n by region and sector.
    def prices(self, w, k, n, tau):
        R, N = self.R, self.N
        pd, pi = np.ones((R, N)), np.ones((R, N))
        va = np.stack([self.labour, self.capital, self.land], -1)
        factor = np.stack([np.broadcast_to(w[:, None], (R, N)), np.broadcast_to(k[:, None], (R, N)), n], -1)
        added = ces(factor, np.where(va.sum(-1, keepdims=True) > 0, va, 1), self.esubva)
        t = np.divide(self.gross_tax, self.made, out=np.zeros((R, N)), where=self.output > 0)
        for _ in range(500):
            p = {"pd": pd, "pi": pi, "va": added, "factor": factor}
            self.sourcing(p, tau)
            pi_new, pf = p["pi_new"], p["pf"]
            pi_j = np.broadcast_to(pi_new[:, None, :], (R, N, N))      # region, sector, good
            fuel = self.fuel_use.transpose(0, 2, 1)
            has = fuel.sum(-1) > 0
            p["fuels"] = ces(pi_j, np.where(has[..., None], fuel, 1), self.fuels)
            pair = np.stack([self.power_use.sum(1), self.fuel_use.sum(1)], -1)
            power_price = (pi_j * self.power_use.transpose(0, 2, 1)).sum(-1) / positive(pair[..., 0])
            p["power"] = np.where(pair[..., 0] > 0, power_price, 1)
            p["energy"] = ces(np.stack([p["power"], p["fuels"]], -1), filled(pair), self.elec_fuels)
            kle = np.stack([va.sum(-1), pair.sum(-1)], -1)
            p["kle"] = ces(np.stack([added, p["energy"]], -1), filled(kle), self.kl_energy)
            cost = kle.sum(-1) * p["kle"] + np.einsum("rij,ri->rj", self.material, pi_new)
            new = np.where(self.output > 0, cost / np.where(self.output > 0, self.made * (1 - t), 1), 1)
            change = max(abs(new - pd).max(), abs(pi_new - pi).max())
            pd, pi = new, pi_new
            if change < 1e-15:
                break
        p.update(pd=pd, pi=pi)
        self.sourcing(p, tau)
        p.update(t=t)
        return p

    def sourcing(self, p, tau):
        """Composites of each use: imports against provinces, then among provinces (eq. 11)."""
        R, N = self.R, self.N
        service_pi = np.stack([p["pi"][:, g] for g in self.goods_of])                 # v, r
        paid = np.einsum("vsri,vs->sri", self.at_origin[:, :R, :R], service_pi) \
            + np.einsum("vsri,vr->sri", self.at_destination[:, :R, :R], service_pi)
        good = self.trade * tau * p["pd"][:, None, :]
        p["branch"] = np.where(self.delivered > 0, (good + paid) / np.where(self.delivered > 0, self.delivered, 1), 1)
        imports = self.imports * self.dearer[1] + np.einsum("vri,vr->ri", self.at_destination[:, R, :R], service_pi)
        p["import_branch"] = np.where(self.imported > 0, imports / np.where(self.imported > 0, self.imported, 1), 1)
        domestic = self.delivered.sum(0)
        weight = np.where(domestic[..., None] > 0, self.delivered.transpose(1, 2, 0), 1)
        p["domestic"] = ces(p["branch"].transpose(1, 2, 0), weight, self.esubm)
        top = np.stack([self.imported, domestic], -1)
        p["composite"] = ces(np.stack([p["import_branch"], p["domestic"]], -1), filled(top), self.esubd)
        p["pi_new"] = p["pf"] = p["composite"]  # the same origins and barriers for both uses
        service_pd = np.stack([p["pd"][:, g] for g in self.goods_of])
        paid = (1 + self.borne) / (1 + self.rebate) * self.dearer[0]
        abroad = self.exports * p["pd"] * paid + np.einsum("vri,vr->ri", self.at_origin[:, :R, R], service_pd)
        p["port"] = np.where(self.exported > 0, abroad / np.where(self.exported > 0, self.exported, 1), 1)
        everybody = self.exported.sum(0) / SHARE_OF_WORLD
        others = everybody * (1 - SHARE_OF_WORLD)
        weight = np.concatenate([self.exported.T, others[:, None]], 1)
        price = np.concatenate([p["port"].T, np.ones((N, 1))], 1)
        p["world"] = ces(price, np.where(weight.sum(1, keepdims=True) > 0, weight, 1), self.esubm)

    def quantities(self, w, k, n, p, tau):
        """Output, composites and incomes from one linear system; then what factors are asked for."""
        R, N = self.R, self.N
        labour, capital, land = self.labour.sum(1), self.capital.sum(1), (self.land * n).sum(1)
        shares = self.rural_share
        land_income = shares[2] * land  # the share is of all land of the region
        M_r = shares[0] * labour * w + shares[1] * capital * self.paid_out * k + land_income
        M_u = (1 - shares[0]) * labour * w + (1 - shares[1]) * capital * self.paid_out * k + land - land_income
        # Household demand is linear in incomes: M0 of factors, and a share of what the province has.
        M0 = np.stack([M_r, M_u])
        final = np.zeros((R, N))
        more = np.zeros((2, R, N))  # of final, per yuan of income
        basket = []
        for h, c in enumerate((self.rural, self.urban)):
            g = c * self.committed[h]
            q = c - g
            spent = (1 - self.d[h]) * (1 - self.s[h])
            per_yuan = q / q.sum(1, keepdims=True) / p["pf"]
            final += g + per_yuan * (spent * M0[h] - (g * p["pf"]).sum(1))[:, None]
            more[h] = per_yuan * spent[:, None]
            basket.append((g, q, np.exp((q * np.log(p["pf"])).sum(1) / q.sum(1))))
        profit = capital * k * self.kept
        # World demand: values are given in foreign exchange (Cobb-Douglas over goods).
        exports = self.exported * (p["world"][None] / p["port"]) ** self.esubm / p["world"][None]
        exports = np.where(self.exported > 0, exports, 0)
        exports_rate = np.where(self.exported > 0, exports / np.where(self.exported > 0, self.exported, 1), 0)
        sold_abroad = self.exports * (1 + self.borne) * self.dearer[0] * exports_rate
        # Unknowns: output Y (R N), use X of each composite relative to the benchmark (R N); what governments and
        # investment buy, G and I, what provinces have, V, and savers, S (R each); what the centre has, Z.
        size = 2 * R * N + 4 * R + 1
        G, I, V, S = (lambda r, k=k: 2 * R * N + k * R + r for k in range(4))
        Z = size - 1
        Y = lambda r, i: r * N + i
        X = lambda r, i: R * N + r * N + i
        A, b = np.zeros((size, size)), np.zeros(size)
        # per unit of the composite: branches
        d_top = (p["composite"] / p["domestic"]) ** self.esubd
        m_top = (p["composite"] / p["import_branch"]) ** self.esubd
        share = d_top[None] * (p["domestic"][None] / p["branch"]) ** self.esubm              # s, r, i
        for s in range(R):
            for i in range(N):
                row = Y(s, i)
                if not self.output[s, i] > 0:
                    A[row, row] = 1
                    continue
                A[row, row] = self.made[s, i]
                for r in range(R):
                    A[row, X(r, i)] -= self.trade[s, r, i] * tau[s, r, i] * share[s, r, i]
                b[row] += sold_abroad[s, i]
            for v, good in enumerate(self.goods_of):
                b[Y(s, good)] += (self.at_origin[v, s, R] * exports_rate[s]).sum()
        # inputs per unit of output relative to the benchmark
        energy = (p["kle"] / p["energy"]) ** self.kl_energy
        power = energy * (p["energy"] / p["power"]) ** self.elec_fuels
        fuel_nest = energy * (p["energy"] / p["fuels"]) ** self.elec_fuels
        inputs = self.material.copy()
        for i in range(N):
            inputs[:, i] += self.power_use[:, i] * power
            inputs[:, i] += self.fuel_use[:, i] * fuel_nest * (p["fuels"] / p["pi"][:, i][:, None]) ** self.fuels
        added = (p["kle"] / p["va"]) ** self.kl_energy
        basket_g, basket_i = self.government / self.G[:, None], self.investment / self.I[:, None]
        cost_g, cost_i = (basket_g * p["pf"]).sum(1), (basket_i * p["pf"]).sum(1)
        for r in range(R):
            for i in range(N):
                row = X(r, i)
                A[row, row] = self.use[r, i] if self.use[r, i] > 0 else 1
                if not self.use[r, i] > 0:
                    continue
                A[row, Y(r, 0):Y(r, 0) + N] -= inputs[r, i]
                b[row] += final[r, i]
                A[row, G(r)] -= basket_g[r, i]
                A[row, I(r)] -= basket_i[r, i]
                A[row, V(r)] -= (more[:, r, i] * self.on_social[:, r]).sum()
            for v, good in enumerate(self.goods_of):  # margins that the region supplies
                row = X(r, good)
                for i in range(N):
                    for q in range(R):
                        A[row, X(q, i)] -= self.at_origin[v, r, q, i] * share[r, q, i]
                        A[row, X(r, i)] -= self.at_destination[v, q, r, i] * share[q, r, i]
                    A[row, X(r, i)] -= self.at_destination[v, R, r, i] * m_top[r, i]
        # Budgets of provinces, investment and the centre (eq. 13, 14, 16).
        tax = p["t"] * p["pd"] * self.made
        paid_back = (self.rebate / (1 + self.rebate) * p["pd"] * sold_abroad).sum(1)
        duties = self.duty / (1 + self.duty) * self.imports * self.dearer[1] * m_top
        A[Z, Z] = 1
        for r in range(R):
            made = slice(Y(r, 0), Y(r, 0) + N)
            A[G(r), G(r)], A[G(r), V(r)] = cost_g[r], -self.on_goods[r]
            A[I(r), I(r)], A[I(r), S(r)] = cost_i[r], self.lent[r] - 1
            direct, saved = self.d[:, r], self.s[:, r] * (1 - self.d[:, r])
            A[V(r), V(r)] = 1 - self.local_direct * (direct * self.on_social[:, r]).sum()
            A[V(r), made] -= self.local_gross[r] * tax[r]
            A[V(r), Z] -= self.down[r] / self.spent
            A[V(r), S(r)] -= self.lent[r]
            b[V(r)] += self.local_direct * (direct * M0[:, r]).sum() + self.fee_local[r] * self.fee_rate[r] * profit[r]
            A[S(r), S(r)] = 1
            A[S(r), V(r)] -= self.on_saving[r] + (saved * self.on_social[:, r]).sum()
            A[S(r), Z] -= self.invested[r] / self.spent
            b[S(r)] += self.retained[r] * capital[r] * k[r] + (saved * M0[:, r]).sum() + self.borrowed[r] \
                + (1 - self.fee_rate[r]) * profit[r]
            A[Z, made] -= (1 - self.local_gross[r]) * tax[r]
            A[Z, X(r, 0):X(r, 0) + N] -= duties[r]
            A[Z, V(r)] -= (1 - self.local_direct) * (direct * self.on_social[:, r]).sum()
            b[Z] += -paid_back[r] + (1 - self.local_direct) * (direct * M0[:, r]).sum() \
                + (1 - self.fee_local[r]) * self.fee_rate[r] * profit[r]
        x = np.linalg.solve(A, b)
        y = x[:R * N].reshape(R, N)
        ev = np.zeros((R, 2))
        for h, (g, q, cost) in enumerate(basket):
            income = M0[h] + self.on_social[h] * x[V(0):V(0) + R]
            left = (1 - self.d[h]) * (1 - self.s[h]) * income - (g * p["pf"]).sum(1)
            ev[:, h] = left / cost - q.sum(1)
        asked = lambda value, price: value * y * added * (p["va"] / price) ** self.esubva
        excess_l = asked(self.labour, w[:, None]).sum(1) / labour - 1
        excess_k = asked(self.capital, k[:, None]).sum(1) / capital - 1
        has = self.land > 0
        excess_n = (asked(self.land, n) / np.where(has, self.land, 1) - 1)[has]
        use = x[R * N:2 * R * N].reshape(R, N)
        return np.concatenate([excess_l, excess_k, excess_n]), \
            {"y": y, "ev": ev, "use": use, "paid_back": paid_back, "sold": sold_abroad,
             "duties": duties * x[R * N:2 * R * N].reshape(R, N), "G": x[G(0):G(0) + R], "I": x[I(0):I(0) + R], "share": share}

    def solve(self, tau):
        R, N = self.R, self.N
        has = self.land > 0

        def residual(z):
            f = np.exp(z)
            w, k, n = f[:R], f[R:2 * R], np.ones((R, N))
            n[has] = f[2 * R:]
            p = self.prices(w, k, n, tau)
            excess, found = self.quantities(w, k, n, p, tau)
            return excess, {**found, "w": w, "k": k, "pd": p["pd"], "pf": p["pf"]}

        z = np.zeros(2 * R + int(has.sum()))
        for _ in range(20):
            f, found = residual(z)
            if abs(f).max() < 1e-12:
                break
            J = np.empty((len(z), len(z)))
            step = 1e-6
            for c in range(len(z)):
                up, down = z.copy(), z.copy()
                up[c] += step
                down[c] -= step
                J[:, c] = (residual(up)[0] - residual(down)[0]) / (2 * step)
            z = z - np.linalg.solve(J, f)
        return f, found


def welfare(e, found):
    """Money metric of all that residents get, 10^8 yuan, by region (eq. 400)."""
    return found["ev"].sum(1) + found["G"] - e.G + found["I"] - e.I


class ExactHat(Scratch):
    def setUp(self):
        super().setUp()
        self.bench, self.sam = self.folder / "bench.h5", self.folder / "sam.csv"
        subprocess.run([PROGRAM, "calibrate", "--trade", "central", "--out", self.bench, "--sam", self.sam], check=True,
                       capture_output=True)
        self.economy = Economy(self.bench, self.sam)
        self.pair = [self.economy.regions.index(r) for r in ("Chongqing", "Guizhou")]

    def solved(self, scenario):
        """The program's own; --decompose solves sharply: its equilibria are exact to rounding."""
        out = self.folder / "out.h5"
        subprocess.run([PROGRAM, "solve", scenario, "--range", "0", "--trade", "central", "--decompose", "ev", "--out", out],
                       check=True, capture_output=True)
        with h5py.File(out) as f:
            areas = [x.decode() for x in f["area"][()]]
            self.rows = [areas.index(r) for r in self.economy.regions]
            return {name: np.asarray(f[name][0, 0]) for name in
                    ("wage", "capital_rent", "producer_price", "final_price", "sector_output", "equivalent_variation",
                     "trade_volume", "welfare_metric", "tax_revenue")}

    def compare(self, found, theirs):
        e, close = self.economy, dict(rtol=0, atol=1e-10)
        np.testing.assert_allclose(found["w"], theirs["wage"][1], **close)
        made = e.output > 0
        rent = theirs["capital_rent"][1]
        for r in range(e.R):
            self.assertLess(np.nanmax(abs(rent[r] - found["k"][r])), 1e-10)
        np.testing.assert_allclose(found["pd"][made], theirs["producer_price"][1][made], **close)
        used = e.final > 0
        np.testing.assert_allclose(found["pf"][used], theirs["final_price"][1][used], **close)
        output = theirs["sector_output"][1][self.rows]
        np.testing.assert_allclose((found["y"] * e.output)[made], output[made], rtol=1e-9)
        np.testing.assert_allclose(found["ev"], theirs["equivalent_variation"][self.rows], rtol=0, atol=1e-6)
        np.testing.assert_allclose(welfare(e, found), theirs["welfare_metric"][self.rows], rtol=0, atol=1e-6)

    def test_the_second_model_gives_the_same_equilibrium(self):
        e = self.economy
        tau = np.ones((e.R, e.R, e.N))
        excess, at_rest = e.solve(tau)
        self.assertLess(abs(excess).max(), 1e-9)  # the benchmark is an equilibrium of the second model, too
        self.assertLess(abs(at_rest["y"][e.output > 0] - 1).max(), 1e-9)
        c, g = self.pair
        tau[c, g], tau[g, c] = 0.90, 0.90
        excess, found = e.solve(tau)
        self.assertLess(abs(excess).max(), 1e-11)
        theirs = self.solved("S1a")
        self.compare(found, theirs)
        sold = found["use"][None] * e.trade * tau * found["share"]
        both = theirs["trade_volume"][1].sum(-1)
        np.testing.assert_allclose(sold[both > 0], both[both > 0], rtol=1e-9)

    def test_a_rebate_on_exports(self):
        e = self.economy
        (self.folder / "rebate.toml").write_text("""id = "rebate"
title = { zh = "出口退税", en = "A rebate on exports" }
text = { zh = "测试", en = "A test" }
closure = "long_run"
[[shock]]
parameter = "export_rebate"
where = { region = ["Chongqing", "Guizhou"], good = "chain:goods" }
set = 0.05
""", encoding="utf-8")
        theirs = self.solved(self.folder / "rebate.toml")
        goods = np.arange(e.N) < e.sectors.index("repair")
        e.rebate = np.zeros((e.R, e.N))
        e.rebate[np.ix_(self.pair, goods)] = 0.05
        excess, found = e.solve(np.ones((e.R, e.R, e.N)))
        self.assertLess(abs(excess).max(), 1e-11)
        self.compare(found, theirs)
        np.testing.assert_allclose(-found["paid_back"], theirs["tax_revenue"][1][self.rows, -1], rtol=1e-9, atol=1e-9)
        # The nation loses a part of what the centre pays: foreigners buy more of the two, less of the others.
        self.assertLess(welfare(e, found).sum(), 0)
        self.assertGreater(welfare(e, found).sum(), -found["paid_back"].sum())

    def test_taxes_at_the_border_and_the_gain_from_opening(self):
        """The table of decision 0034: China, of it taxes at the rates of the benchmark, Chongqing, Guizhou, the rest."""
        e = self.economy
        theirs = self.solved("S10")
        observed = dict(rebate=13874.4 / 152818.3, duty=(15968.8 + 2997.7) / 124489.2)
        for rates, table in (({}, (701, 74, 599, 47, 55)), ({"rebate": observed["rebate"]}, (696, 72, 644, 56, -4)),
                             ({"duty": observed["duty"]}, (862, 215, 603, 52, 208)), (observed, (864, 220, 648, 60, 155))):
            e.at_the_border(**rates)
            excess, at_rest = e.solve(np.ones((e.R, e.R, e.N)))
            self.assertLess(abs(at_rest["y"][e.output > 0] - 1).max(), 1e-9)
            e.dearer[:, self.pair] = 0.90
            excess, found = e.solve(np.ones((e.R, e.R, e.N)))
            self.assertLess(abs(excess).max(), 1e-11)
            if not rates:
                self.compare(found, theirs)
            gain = welfare(e, found)
            rate = np.divide(e.gross_tax, e.made, out=np.zeros((e.R, e.N)), where=e.output > 0)
            taxes = (rate * e.made * (found["y"] - 1)).sum() + (found["duties"] - at_rest["duties"]).sum() \
                - (e.rebate / (1 + e.rebate) * (found["sold"] - at_rest["sold"])).sum()
            rest = gain.sum() - gain[self.pair].sum()
            np.testing.assert_allclose([gain.sum(), taxes, *gain[self.pair], rest], table, rtol=0, atol=0.6)


if __name__ == "__main__":
    unittest.main()
