// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/data/error.hpp>
#include <yuqian/model/uncertainty/design.hpp>
#include <yuqian/model/uncertainty/distribution.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace yuqian::uncertainty {

/// Something that an uncertain input may act on, as a factor on its central value.
struct Quantity {
  std::string name;
  double lower = 0, upper = 0;  ///< of the factor, whatever a file says
  bool by_node = false;         ///< it moves the benchmark: a node draws it
  bool flows = false;           ///< it acts between regions, which the input names
  bool cells = false;           ///< it has cells that may be drawn each
  bool survey = false;          ///< a survey can find it: a flow, a rate, a share; no elasticity
};

/// The two languages of a title.
struct Title {
  std::string zh, en;
};

/// Inputs whose variance is told together.
struct Group {
  std::string id;
  Title title;
};

/// One uncertain number, or one for each cell of its quantity.
struct Input {
  std::string name;
  Title title;
  int group = 0, quantity = 0;  ///< positions in Uncertainty::groups and the catalogue
  bool each = false;            ///< a draw for each cell
  std::vector<std::string> between, other_end;  ///< of flows; "*" is every other region
  Distribution law;
  bool evidence = false;  ///< else judgement
  std::string source;
  data::Position place;
};

/// Two inputs whose scores are correlated.
struct Correlation {
  int first = 0, second = 0;
  double value = 0;
};

/// Everything that a file of uncertain inputs says.
struct Uncertainty {
  std::vector<Group> groups;
  std::vector<Input> inputs;
  std::vector<Correlation> correlations;
  std::vector<double> factor;  ///< Cholesky factor of the inputs' correlation, row-major
  std::string source_text;     ///< of the last file that was read

  int find(std::string_view input) const;  ///< its position, or -1
};

/// Reads a file (docs/ranges.md), over `before` where one is given: an input of the same name takes
/// the place of the earlier one, `omit` takes inputs out. Throws data::InputError with line and
/// remedy: on a name that stands twice, an unknown quantity or group, a law without mass, inputs of
/// different groups that are correlated, and correlations that are not positive definite.
Uncertainty read_uncertainty(const std::string& path, std::span<const Quantity> catalogue,
                             const Uncertainty* before = nullptr);
/// The same from memory; `name` stands for the file in errors.
Uncertainty parse_uncertainty(std::string text, const std::string& name,
                              std::span<const Quantity> catalogue,
                              const Uncertainty* before = nullptr);

}  // namespace yuqian::uncertainty
