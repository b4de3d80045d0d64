// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/solvers/mcp.hpp>
#include <yuqian/solvers/options.hpp>
#include <yuqian/solvers/report.hpp>

namespace yuqian::solvers {

/// The same problem by Ipopt, as an independent check of the Newton method (docs/solvers.md,
/// section 6): first F(x) = 0 inside the bounds; if that has no solution, the products of bound
/// distance and slack are set to mu, mu falls, the active bounds are read off and the equations
/// that remain are solved. Status is `solved` only if the point passes the same two tests as
/// Newton's. One solve at a time in a process: MUMPS as built by Debian is not safe to use from two
/// threads, so calls wait for each other.
SolveReport solve(Mcp&, Out x, const IpoptOptions&, const Callback& = {});

}  // namespace yuqian::solvers
