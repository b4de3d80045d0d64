// SPDX-License-Identifier: Apache-2.0
// A model file with 10^5 netputs loads in under two seconds, as TOML and as JSON.
#include "tests/catch.hpp"

#include "data/output_file.hpp"
#include "data/text_file.hpp"
#include "model/io/document.hpp"
#include "model/io/model_file.hpp"

#include <cstdio>
#include <ctime>
#include <filesystem>
#include <string>

#include <fmt/format.h>

using namespace yuqian;

namespace {

constexpr int regions = 31, goods = 42;

/// A multi-regional model: Leontief over 42 composites and a Cobb-Douglas of two factors in every
/// sector, CES over 31 origins in every composite, a household a region. Counts its netputs.
class BigModel {
 public:
  std::string toml() { return text(false); }
  std::string json() { return text(true); }
  long netputs() const { return netputs_; }

 private:
  std::string item(const std::string& name, double quantity) {
    ++netputs_;
    return fmt::format("\"{}\"{}{}", name, json_ ? ": " : " = ", quantity);
  }
  std::string key(const char* name) const {
    return json_ ? fmt::format("\"{}\": ", name) : fmt::format("{} = ", name);
  }
  static std::string label(const char* what, int r, int g) {
    return fmt::format("{}[r{},g{}]", what, r, g);
  }

  std::string text(bool json) {
    json_ = json;
    netputs_ = 0;
    std::string commodities, sectors, consumers;
    const auto add = [&](std::string& list, const std::string& body, const char* kind) {
      if (json)
        list += (list.empty() ? "{" : ",\n{") + body + "}";
      else
        list += fmt::format("[[{}]]\n{}\n", kind, body);
    };
    const std::string sep = json ? ", " : "\n";
    for (int r = 0; r < regions; ++r) {
      for (const char* factor : {"L", "K"})
        commodities += fmt::format("{}\"{}[r{}]\"{}1",
                                   commodities.empty() ? ""
                                   : json              ? ",\n"
                                                       : "\n",
                                   factor, r, json ? ": " : " = ");
      std::string demand;
      for (int g = 0; g < goods; ++g) {
        for (const char* what : {"D", "A"})
          commodities += fmt::format("{}\"{}\"{}1", json ? ",\n" : "\n", label(what, r, g),
                                     json ? ": " : " = ");
        std::string inputs, origins;
        for (int h = 0; h < goods; ++h)
          inputs += (h ? ", " : "") + item(label("A", r, h), 0.1 + 0.01 * ((g + h) % 7));
        for (int s = 0; s < regions; ++s)
          origins += (s ? ", " : "") + item(label("D", s, g), s == r ? 5 : 0.1);
        const std::string factors =
            item(fmt::format("L[r{}]", r), 2) + ", " + item(fmt::format("K[r{}]", r), 1);
        const std::string nest =
            json ? fmt::format("\"nest\": [{{\"name\": \"va\", \"sigma\": 1, \"inputs\": {{{}}}}}]",
                               factors)
                 : fmt::format("[[sector.nest]]\nname = \"va\"\nsigma = 1\ninputs = {{ {} }}",
                               factors);
        add(sectors,
            fmt::format("{}\"Y[r{},g{}]\"{}{}{{ {} }}{}{}{{ {} }}{}{}", key("name"), r, g, sep,
                        key("inputs"), inputs, sep, key("outputs"), item(label("D", r, g), 8), sep,
                        nest),
            "sector");
        add(sectors,
            fmt::format("{}\"Q[r{},g{}]\"{}{}4{}{}{{ {} }}{}{}{{ {} }}", key("name"), r, g, sep,
                        key("sigma"), sep, key("inputs"), origins, sep, key("outputs"),
                        item(label("A", r, g), 8)),
            "sector");
        demand += (g ? ", " : "") + item(label("A", r, g), 3);
      }
      add(consumers,
          fmt::format("{}\"H{}\"{}{}{{ {} }}{}{}{{ \"L[r{}]\"{}84, \"K[r{}]\"{}42 }}", key("name"),
                      r, sep, key("demand"), demand, sep, key("endowments"), r, json ? ": " : " = ",
                      r, json ? ": " : " = "),
          "consumer");
    }
    if (json)
      return fmt::format(
          "{{\"model\": {{\"name\": \"big\", \"numeraire\": \"L[r0]\"}},\n\"commodities\": "
          "{{{}}},\n\"sector\": [{}],\n\"consumer\": [{}]}}\n",
          commodities, sectors, consumers);
    return fmt::format("[model]\nname = \"big\"\nnumeraire = \"L[r0]\"\n[commodities]\n{}\n{}{}",
                       commodities, sectors, consumers);
  }

  bool json_ = false;
  long netputs_ = 0;
};

template <class Work>
double cpu_seconds(Work&& work) {
  const std::clock_t begin = std::clock();
  work();
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

}  // namespace

TEST_CASE("A model file with 100,000 netputs loads in under two seconds") {
  BigModel big;
  for (const char* ending : {".toml", ".json"}) {
    const std::string text = std::string(ending) == ".toml" ? big.toml() : big.json();
    REQUIRE(big.netputs() >= 100000);
    const std::string path =
        (std::filesystem::temp_directory_path() / (std::string("yuqian_big_model") + ending))
            .string();
    data::write_file(path, text);
    const double plain = cpu_seconds([&] { CHECK(data::read_text(path).size() == text.size()); });
    const double parsed = cpu_seconds([&] { model::read_document(path); });
    int unknowns = 0;
    const double loaded =
        cpu_seconds([&] { unknowns = model::read_model_file(path).model->size(); });
    std::filesystem::remove(path);
    fmt::print(
        "{} netputs, {:.1f} MB {}: read {:.3f} s, parsed {:.3f} s, loaded as a model of {} "
        "unknowns {:.3f} s ({:.0f} times reading)\n",
        big.netputs(), static_cast<double>(text.size()) / 1e6, ending, plain, parsed, unknowns,
        loaded, loaded / plain);
    CHECK(loaded < 2.0);
  }
}
