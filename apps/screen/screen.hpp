// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <ostream>
#include <string>
#include <string_view>

#include "apps/screen/words.hpp"

namespace yuqian::apps {

/// Where a command writes: results to `out`, everything else (progress, warnings, errors) to `err`.
/// Colour and progress appear on terminals only, and colour never with NO_COLOR set or --no-color.
struct Screen {
  std::ostream& out;
  std::ostream& err;
  bool out_colour = false, err_colour = false;
  bool progress = false;  ///< `err` is a terminal that can redraw a line
  bool json = false;      ///< results as JSON, for machines
  Words words;

  std::string bold(std::string_view text) const;   ///< for `out`
  std::string faint(std::string_view text) const;  ///< for `out`
  std::string alarm(std::string_view text) const;  ///< for `out`: something to worry about
  void warn(std::string_view text) const;          ///< one line to `err`
  void error(std::string_view text) const;
};

/// Standard output and error with what the terminal and the environment allow.
Screen terminal_screen(Language language, bool json, bool colour_wanted);

/// One redrawn line on a terminal that says what goes on; nothing elsewhere. Appears only once the
/// work has taken half a second, and is wiped at the end.
class Progress {
 public:
  explicit Progress(const Screen& screen) : screen_(screen) {}
  ~Progress() { wipe(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  /// `done` from 0 to 1; negative: not known.
  void show(std::string_view what, double done = -1);
  void wipe();

 private:
  const Screen& screen_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point drawn_ = begin_;
  bool visible_ = false;
};

}  // namespace yuqian::apps
