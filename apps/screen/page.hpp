// SPDX-License-Identifier: Apache-2.0
// One scenario on the screen. Every table of it is a free function in a file of its own;
// apps/screen/planner_report.cpp calls them one after the other.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <yuqian/apps/results/results.hpp>
#include <yuqian/apps/results/summary.hpp>
#include "apps/screen/screen.hpp"

namespace yuqian::apps::report {

inline constexpr int page_width = 100;

/// What the tables of one scenario read.
struct Page {
  Page(const Screen& screen, const Results& results, std::size_t scenario);

  const Screen& screen;
  const Words& words;
  const Results& results;
  std::size_t at;                                 ///< the scenario's position in the results
  std::vector<std::optional<Summary>> summaries;  ///< by trade estimate; none where not solved
  const Summary* first = nullptr;  ///< one that is there; null where no estimate was solved

  std::vector<std::string> estimates() const;          ///< column names: low, central, high
  std::string region(const std::string& label) const;  ///< its name in the reader's language
  std::size_t leading_estimate() const;                ///< central, or the first that was solved
};

/// Measures of the summary by area: with their ranges where there are any, and estimates of trade
/// side by side where there are none or somebody named them.
void print_areas(const Page&, const std::vector<std::string>& keys);
void print_pair(const Page&);
/// What the ranges are made of, how they were drawn; nothing where none were.
void print_made_of(const Page&);
void print_partner_ranges(const Page&);
/// How sure it is that one scenario beats another; only with ranges of a few scenarios.
void print_contests(const Screen&, const Results&);
/// What more of the partner's goods replaces, how alike the two are, how concentrated their
/// suppliers; only where the two are regions of their own.
void print_structure(const Page&);
/// Employment, wages, migration, capital: where the closure lets labour or capital respond; else
/// nothing.
void print_factors(const Page&);
/// Incomes per capita, poverty and inequality; only where the policy moves households' incomes.
void print_distribution(const Page&);
/// Equivalent variation by source; nothing where it was not asked for.
void print_welfare(const Page&);
/// A package by part; nothing where the scenario is none.
void print_package(const Page&);
/// Emissions, their price and leakage; only where the closure prices them.
void print_emissions(const Page&);
/// The subsidy that reaches a linkage target, and its cost; only where the closure has one.
void print_linkage(const Page&);
void print_losers(const Page&);
void print_notes(const Page&);
/// What a cut of the cost of delivery takes away of the barrier between the two; empty where the
/// scenario cuts none.
std::string delivered_cost_note(const Page&);
/// A note for each area and trade estimate whose real GRP is not a product.
std::vector<std::string> no_product_notes(const Page&);
void print_checks(const Page&);
void print_failures(const Page&);

}  // namespace yuqian::apps::report
