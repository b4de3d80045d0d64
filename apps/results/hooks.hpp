// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

namespace yuqian::apps {

/// Thrown where work is given up because the user asked.
struct Interrupted {};

/// How long work tells what it does, and hears that it shall stop. All may be left out.
struct Hooks {
  /// What is being done, and the share of the work that is done, 0 to 1; negative: not known.
  std::function<void(const std::string& what, double share)> progress;
  std::function<bool()> interrupted;
  std::function<void(const std::string& stage)> stage_done;

  void show(const std::string& what, double share = -1) const {
    if (progress) progress(what, share);
  }
  void end(const std::string& stage) const {
    if (stage_done) stage_done(stage);
  }
  bool stopping() const { return interrupted && interrupted(); }
  void throw_if_stopping() const {
    if (stopping()) throw Interrupted{};
  }
};

}  // namespace yuqian::apps
