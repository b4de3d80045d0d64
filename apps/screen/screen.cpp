// SPDX-License-Identifier: Apache-2.0
#include "apps/screen/screen.hpp"

#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include <fmt/format.h>

#include <yuqian/data/label.hpp>

namespace yuqian::apps {
namespace {

std::string painted(bool colour, const char* code, std::string_view text) {
  return colour ? fmt::format("\033[{}m{}\033[0m", code, text) : std::string(text);
}

bool is_terminal(int descriptor) {
  const char* kind = std::getenv("TERM");
  return ::isatty(descriptor) && !(kind && std::string_view(kind) == "dumb");
}

}  // namespace

std::string Screen::bold(std::string_view text) const { return painted(out_colour, "1", text); }
std::string Screen::faint(std::string_view text) const { return painted(out_colour, "2", text); }
std::string Screen::alarm(std::string_view text) const { return painted(out_colour, "1;31", text); }

void Screen::warn(std::string_view text) const {
  err << painted(err_colour, "1;33", words("警告：", "warning: ")) << data::printable(text)
      << std::endl;
}

void Screen::error(std::string_view text) const {
  err << painted(err_colour, "1;31", words("错误：", "error: ")) << data::printable(text)
      << std::endl;
}

Screen terminal_screen(Language language, bool json, bool colour_wanted) {
  const char* no_colour = std::getenv("NO_COLOR");  // https://no-color.org
  const bool colour = colour_wanted && !(no_colour && *no_colour);
  const bool out_terminal = is_terminal(STDOUT_FILENO), err_terminal = is_terminal(STDERR_FILENO);
  return {std::cout,
          std::cerr,
          colour && out_terminal && !json,
          colour && err_terminal,
          err_terminal,
          json,
          Words(language)};
}

void Progress::show(std::string_view what, double done) {
  using namespace std::chrono_literals;
  const auto now = std::chrono::steady_clock::now();
  if (!screen_.progress || now - begin_ < 500ms || (visible_ && now - drawn_ < 100ms)) return;
  const double seconds = std::chrono::duration<double>(now - begin_).count();
  const std::string share = done < 0 ? "" : fmt::format("{:3.0f} %  ", 100 * done);
  screen_.err << "\r\033[K" << share << what << fmt::format("  {:.0f} s", seconds) << std::flush;
  drawn_ = now;
  visible_ = true;
}

void Progress::wipe() {
  if (visible_) screen_.err << "\r\033[K" << std::flush;
  visible_ = false;
}

}  // namespace yuqian::apps
