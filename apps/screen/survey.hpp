// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/apps/results/survey.hpp>
#include "apps/screen/screen.hpp"

namespace yuqian::apps {

/// Surveyed figures with estimate, survey and result, pairs before and after, and which cells gave
/// way by how much; nothing where nothing was surveyed.
void print_survey(const Screen&, const Survey&);

/// One sentence that names what was surveyed, for the notes under a table; empty where nothing was.
std::string survey_note(const Words&, const Survey&);

/// Whether a figure is of what two provinces sell each other.
bool surveys_pair(const Survey&, const std::string& one, const std::string& other);

}  // namespace yuqian::apps
