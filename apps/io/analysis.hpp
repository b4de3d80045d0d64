// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/apps/results/hooks.hpp>
#include <yuqian/model/kernel/local_text.hpp>
#include "apps/io/case.hpp"

namespace yuqian::apps::io {

/// One WHAT of `yuqian io`.
struct Analysis {
  const char* name;
  model::LocalText title;
  /// What the measures cannot say, and how to read them; printed below.
  model::LocalText meaning;
  const char* equations;  ///< "204 to 208"
  interindustry::Measures (*run)(const Case&, const Options&);
  /// What the equilibrium model says of the same question (--equilibrium); null where it is not
  /// asked one.
  interindustry::Measures (*equilibrium)(const Case&, const Options&, const Hooks&) = nullptr;
};

/// All of them, in the order of the help.
const std::vector<Analysis>& analyses();
/// Throws data::InputError with the nearest name.
const Analysis& find_analysis(const std::string& name);

/// The measures of every case, stacked, with the sums that the options ask for.
interindustry::Measures measures_of(const Analysis&, const Cases&, const Options&,
                                    const Hooks& hooks = {});

/// Throws data::InputError on a direction, a share or a sum that is none.
void require_valid(const Options&);

/// Sums of amounts over regions or sectors; measures that do not add up are left out. `by`: region
/// (and pair), or sector; empty: as they are.
interindustry::Measures summed(interindustry::Measures, const std::string& by);

/// Measures of several cases under one further axis, those that have the same axes in all. With
/// `change` the last label is the second case less the first.
interindustry::Measures stacked(const std::vector<interindustry::Measures>&, const Cases&);

}  // namespace yuqian::apps::io
