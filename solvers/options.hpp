// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <limits>

#include <yuqian/solvers/report.hpp>

namespace yuqian::solvers {

/// What a callback sees after every iteration.
struct Progress {
  const Step& step;
  double seconds = 0;  ///< since the start of the solve
  double t = 1;        ///< homotopy: where on the path
};

/// Called once an iteration, on the thread that solves. Return false to stop: status `interrupted`.
using Callback = std::function<bool(const Progress&)>;

enum class LinearChoice {
  automatic,     ///< dense, sparse or region GMRES by size and structure; the report says why
  dense,         ///< dense LU
  eigen_lu,      ///< sparse LU of Eigen
  umfpack,       ///< sparse LU of SuiteSparse; throws if built without YUQIAN_UMFPACK
  region_gmres,  ///< GMRES with one dense LU per region; needs Mcp::partition()
};

struct LinearOptions {
  /// Which solver. Change to compare solvers, or where `automatic` chose badly.
  LinearChoice choice = LinearChoice::automatic;
  /// Largest problem given to dense LU by `automatic`.
  Index dense_below = 60;
  /// Smallest problem with at least two regions given to region GMRES by `automatic`: from here on
  /// it is the fastest where regions are coupled by trade alone (docs/performance.md, Small sizes).
  Index iterative_from = 60;
  /// Steps of iterative refinement after a direct solve. 0 saves a product a solve; more than 2
  /// helps only with rows of very different size.
  int refinement = 1;
  /// GMRES: iterations before the direct solver takes over.
  int gmres_iterations = 150;
  /// GMRES: vectors kept before a restart; memory is this many times the unknowns.
  int gmres_restart = 50;
  /// GMRES: relative residual where nothing looser is asked for.
  double gmres_tolerance = 1e-11;
  /// GMRES: keep the factors of the region blocks from one matrix to the next until a solve needs
  /// this multiple of the iterations that fresh ones needed. 0 refreshes every time.
  double frozen_growth = 3;

  bool operator==(const LinearOptions&) const = default;
};

struct NewtonOptions {
  /// Largest natural residual of a solution. The project's meaning of "solved"; loosen only for
  /// exploration, tighten for derivatives by differences.
  double tolerance = 1e-9;
  /// Largest complementarity gap of a solution.
  double gap_tolerance = 1e-9;
  /// Iterations before giving up. Ordinary shocks take 4 to 10; raise for degenerate problems.
  int max_iterations = 400;
  /// Seconds before giving up.
  double max_seconds = std::numeric_limits<double>::infinity();
  /// Share of the predicted decrease of the merit function that a step must deliver.
  double sufficient_decrease = 1e-4;
  /// Shortest step length tried along a direction.
  double min_step = 1e-7;
  /// Merit values a step is compared with: 1 insists on descent every time, larger values let the
  /// iteration cross ridges. Set 1 to make every iteration better than the last.
  int memory = 4;
  /// Where F is not defined on a bound: share of the way to the bound that one step may go.
  double boundary_fraction = 0.9;
  /// Iterations without halving the best merit value before the recovery is tried.
  int patience = 30;
  /// Attempts to leave a local minimum of the merit function by pseudo-transient steps: from the
  /// starting point, from where the iteration stands, from the best point. 0 to fail early, as the
  /// homotopy ladder does.
  int recoveries = 3;
  /// Solve linear systems only as exactly as the present residual deserves (iterative solvers).
  bool inexact = true;
  /// Rows named in the report when not solved.
  int worst_rows = 10;
  /// Structural and null-space diagnosis after a failure; costs about one dense LU.
  bool diagnose = true;
  /// Keep one line per iteration in the report.
  bool history = true;
  LinearOptions linear;
};

struct HomotopyOptions {
  /// Try t = 1 at once before any ladder.
  bool full_step_first = true;
  /// First partial step of the ladder.
  double first_step = 0.25;
  /// Ladder fails when a step would have to be shorter than this.
  double min_step = 1e-4;
  /// Growth of the step after an easy rung (few Newton iterations).
  double growth = 2;
  /// Shrinkage after a failed rung.
  double shrink = 0.3;
  /// Newton iterations that make a rung easy, and that make it hard.
  int easy = 4, hard = 8;
  /// Newton iterations allowed for the full step and for one rung.
  int full_step_iterations = 40, rung_iterations = 20;
  /// Rungs before giving up.
  int max_rungs = 1000;
  /// Settings of the inner solves; iterations and recoveries are set from the fields above.
  NewtonOptions newton;
};

struct IpoptOptions {
  /// As in NewtonOptions: the point returned is verified by the same two tests.
  double tolerance = 1e-9, gap_tolerance = 1e-9;
  int max_iterations = 3000;
  double max_seconds = 1e6;
  /// Tenfold reductions of the products on the central path (problems with active bounds).
  int rounds = 12;
  int worst_rows = 10;
};

}  // namespace yuqian::solvers
