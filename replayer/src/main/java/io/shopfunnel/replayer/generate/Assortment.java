package io.shopfunnel.replayer.generate;

import static io.shopfunnel.replayer.generate.CategorySpec.of;

import java.util.ArrayList;
import java.util.List;

/**
 * What a synthetic shop sells: kinds of goods that it is known for, and a long tail of others. The
 * names are those of goods. Weights and median prices are rounded from counts over samples of real
 * rows, or tuned so that a sample has as many brands, categories and products as a real one; no row
 * is taken from there.
 */
enum Assortment {
  /** A store of many categories: a third of the interest in telephones, a third without a code. */
  MULTI {
    @Override
    List<CategorySpec> known() {
      List<CategorySpec> all = new ArrayList<>(MULTI_KNOWN);
      double[] weights = RARE.weights(MULTI_RARE.length);
      for (int i = 0; i < MULTI_RARE.length; i++) {
        all.add(new CategorySpec(MULTI_RARE[i], 1, 9 * weights[i] / weights[0], 7_900, List.of()));
      }
      return all;
    }

    @Override
    double[] tail() {
      return new Popularity(1.6, 1.1, 600).weights(470);
    }

    @Override
    double tailShare() {
      return 0.325;
    }

    @Override
    int tailMedianCents() {
      return 8_200;
    }

    @Override
    double tailSigma() {
      return 1.15;
    }

    @Override
    double priceSigma() {
      return 0.85;
    }

    @Override
    Ramp knownWithoutBrand() {
      return new Ramp(0.7, 1.15);
    }

    @Override
    Ramp tailWithoutBrand() {
      return new Ramp(0.44, 0.96);
    }

    @Override
    List<String> leadingBrands() {
      return List.of();
    }

    @Override
    int products() {
      return 166_000;
    }

    @Override
    Popularity ofProducts() {
      return new Popularity(2, 1.17, 1e9);
    }

    @Override
    double productsBySize() {
      return 0.75;
    }

    @Override
    double brandsPerRootOfProducts() {
      return 0.52;
    }
  },
  /** A cosmetics shop: hardly a category has a code. */
  COSMETICS {
    @Override
    List<CategorySpec> known() {
      return COSMETICS_KNOWN;
    }

    @Override
    double[] tail() {
      return new Popularity(8, 1, 190).weights(390);
    }

    @Override
    double tailShare() {
      return 0.981;
    }

    @Override
    int tailMedianCents() {
      return 410;
    }

    @Override
    double tailSigma() {
      return 0.8;
    }

    @Override
    double priceSigma() {
      return 0.6;
    }

    @Override
    Ramp knownWithoutBrand() {
      return new Ramp(0.8, 1.2);
    }

    @Override
    Ramp tailWithoutBrand() {
      return new Ramp(0.36, 0.78);
    }

    @Override
    List<String> leadingBrands() {
      return List.of("runail", "irisk", "masura", "grattol", "estel", "kapous");
    }

    @Override
    int products() {
      return 45_000;
    }

    @Override
    Popularity ofProducts() {
      return new Popularity(4, 1.08, 1e9);
    }

    @Override
    double productsBySize() {
      return 0.75;
    }

    @Override
    double brandsPerRootOfProducts() {
      return 0.41;
    }
  };

  private static final Popularity RARE = new Popularity(20, 1.2, 1e9);

  private static final List<CategorySpec> MULTI_KNOWN =
      List.of(
          of(
              "electronics.smartphone",
              1,
              3140,
              33000,
              "samsung apple xiaomi huawei oppo meizu nokia"),
          of("electronics.clocks", 2, 398, 18000, "apple samsung casio garmin xiaomi amazfit"),
          of("electronics.audio.headphone", 1, 297, 6200, "apple samsung sony jbl xiaomi philips"),
          of("computers.notebook", 1, 283, 51000, "acer lenovo hp asus apple dell msi"),
          of("appliances.environment.air_heater", 1, 150, 3600, "electrolux ballu polaris timberk"),
          of("appliances.kitchen.washer", 1, 154, 30000, "lg samsung indesit bosch beko candy"),
          of("apparel.shoes.keds", 4, 136, 6700, "nike adidas puma respect"),
          of(
              "appliances.environment.vacuum",
              2,
              130,
              16000,
              "samsung karcher xiaomi dyson philips"),
          of("apparel.shoes", 10, 118, 7200, "baden respect salomon rieker"),
          of("appliances.kitchen.refrigerators", 3, 116, 33000, "lg samsung bosch atlant indesit"),
          of("electronics.video.tv", 2, 115, 38000, "samsung lg sony artel haier philips"),
          of("computers.desktop", 3, 90, 62000, "pulser acer hp lenovo"),
          of("appliances.environment.water_heater", 1, 72, 10900, "ariston thermex oasis"),
          of("auto.accessories.alarm", 1, 66, 12000, "starline pandora scher-khan"),
          of("auto.accessories.player", 1, 62, 13000, "pioneer sony alphard"),
          of("computers.components.hdd", 1, 55, 4900, "seagate wdc toshiba"),
          of("computers.peripherals.monitor", 1, 58, 13000, "samsung lg dell aoc"),
          of("construction.tools.saw", 3, 56, 13000, "bosch makita stihl"),
          of("appliances.kitchen.meat_grinder", 1, 52, 6200, "bosch moulinex zelmer"),
          of("furniture.living_room.cabinet", 2, 54, 26000, "brw sv gerat"),
          of("construction.tools.drill", 2, 52, 8600, "bosch makita dewalt metabo"),
          of("electronics.telephone", 2, 46, 3700, "nokia texet philips panasonic"),
          of("auto.accessories.videoregister", 1, 44, 8000, "xiaomi neoline sho-me"),
          of("computers.components.videocards", 1, 43, 21000, "msi gigabyte palit asus"),
          of("furniture.kitchen.table", 2, 42, 15000, "sv tetchair signal"),
          of("appliances.kitchen.blender", 1, 42, 5200, "braun bosch philips redmond"),
          of("furniture.bedroom.bed", 3, 42, 16000, "brw sv askona"),
          of("electronics.tablet", 3, 44, 36000, "apple samsung lenovo huawei prestigio"),
          of("sport.bicycle", 4, 40, 24000, "stels forward stark"),
          of("construction.tools.welding", 1, 35, 14000, "resanta svarog wester"),
          of("kids.carriage", 1, 35, 11000, "lonex indigo anex"),
          of("computers.peripherals.printer", 1, 35, 13000, "canon epson hp brother"),
          of("appliances.kitchen.kettle", 2, 32, 1900, "redmond bosch tefal vitek"),
          of("appliances.iron", 1, 32, 3600, "philips braun tefal vitek"),
          of("appliances.kitchen.microwave", 1, 31, 8600, "samsung lg panasonic midea"),
          of("appliances.sewing_machine", 1, 29, 15900, "janome brother chayka"),
          of("furniture.kitchen.chair", 2, 27, 3600, "sv tetchair signal"),
          of("construction.tools.pump", 1, 26, 6900, "karcher grundfos metabo"),
          of("apparel.shoes.slipons", 2, 26, 4900, "vans respect"),
          of("appliances.kitchen.grill", 1, 25, 10900, "tefal redmond delonghi"),
          of("electronics.audio.subwoofer", 1, 25, 13900, "pioneer alphard kicx"),
          of("accessories.bag", 3, 25, 6100, "xiaomi dakine thule"),
          of("furniture.bathroom.toilet", 1, 21, 7300, "cersanit roca"),
          of("kids.skates", 1, 20, 38000, "ridex atemi tempish"),
          of("appliances.kitchen.dishwasher", 1, 21, 32000, "bosch beko midea"),
          of("appliances.environment.air_conditioner", 1, 20, 23000, "midea gree lg"),
          of("appliances.kitchen.oven", 1, 21, 18000, "bosch gorenje hansa electrolux"),
          of("computers.components.power_supply", 1, 19, 7100, "aerocool corsair"),
          of("computers.peripherals.mouse", 1, 18, 6100, "logitech razer a4tech"),
          of("stationery.cartrige", 1, 17, 1300, "hp canon cactus"),
          of("furniture.living_room.sofa", 1, 18, 49000, "brw sv pinskdrev"),
          of("appliances.ironing_board", 1, 15, 3900, "nika gimi"),
          of("electronics.audio.microphone", 1, 15, 3900, "sony shure"),
          of("electronics.video.projector", 1, 15, 31000, "epson benq"),
          of("electronics.camera.video", 1, 14, 21000, "sony panasonic gopro"),
          of("computers.components.motherboard", 1, 14, 9900, "asus gigabyte msi"),
          of("appliances.kitchen.mixer", 1, 13, 4100, "bosch braun philips"),
          of("furniture.living_room.chair", 2, 13, 8900, "sv signal"),
          of("auto.accessories.compressor", 3, 12, 9100, "berkut hyundai"),
          of("appliances.personal.hair_cutter", 1, 12, 4600, "philips panasonic wahl"),
          of("computers.components.cpu", 1, 12, 21000, "intel amd"),
          of("construction.tools.generator", 2, 11, 19000, "huter fubag"),
          of("electronics.audio.acoustic", 1, 10, 12900, "sven edifier"));

  /** Codes that one meets less often, the more frequent first. */
  private static final String[] MULTI_RARE =
      ("kids.toys accessories.umbrella apparel.shoes.moccasins kids.fmcg.diapers"
              + " furniture.bedroom.pillow apparel.underwear auto.accessories.radar"
              + " appliances.kitchen.coffee_machine sport.trainer computers.peripherals.keyboard"
              + " medicine.tools.tonometer computers.components.memory apparel.dress"
              + " accessories.wallet construction.components.faucet appliances.kitchen.hob"
              + " appliances.kitchen.hood furniture.bathroom.bath"
              + " appliances.kitchen.coffee_grinder apparel.jacket apparel.shirt apparel.tshirt"
              + " apparel.trousers apparel.sock apparel.jeans apparel.costume"
              + " electronics.camera.photo electronics.audio.music_tools.piano computers.ebooks"
              + " appliances.kitchen.toster appliances.kitchen.steam_cooker"
              + " appliances.personal.scales appliances.personal.massager sport.snowboard"
              + " sport.ski sport.tennis apparel.shoes.sandals apparel.shoes.step_ins"
              + " apparel.shoes.ballet_shoes apparel.skirt apparel.shorts apparel.scarf"
              + " apparel.glove apparel.jumper apparel.belt apparel.pajamas"
              + " construction.tools.light construction.tools.painting construction.tools.screw"
              + " construction.tools.soldering kids.dolls kids.swing kids.bottles"
              + " country_yard.furniture.hammok country_yard.furniture.bench"
              + " country_yard.cultivator country_yard.lawn_mower country_yard.weather_station"
              + " computers.network.router computers.peripherals.camera"
              + " computers.peripherals.joystick furniture.living_room.shelving"
              + " furniture.bedroom.blanket furniture.universal.light auto.accessories.light"
              + " auto.accessories.anti_freeze auto.accessories.winch")
          .split(" ");

  private static final List<CategorySpec> COSMETICS_KNOWN =
      List.of(
          of("appliances.environment.vacuum", 1, 82, 6900, "polarus strong max"),
          of("apparel.glove", 1, 40, 310, "benovy safe"),
          of("stationery.cartrige", 1, 27, 480, "roubloff yoko"),
          of("accessories.bag", 1, 13, 1290, "domix kosmekka"),
          of("furniture.bathroom.bath", 1, 13, 2900, "kosmekka"),
          of("furniture.living_room.cabinet", 1, 11, 9900, "kosmekka domix"),
          of("appliances.personal.hair_cutter", 1, 4, 5900, "dewal moser"),
          of("accessories.cosmetic_bag", 1, 3, 790, "domix"));

  /** The kinds of goods that have a code. */
  abstract List<CategorySpec> known();

  /** The weights of the categories without a code, the first the greatest. */
  abstract double[] tail();

  /** Which part of all interest goes to categories without a code, from 0 to 1. */
  abstract double tailShare();

  /** The middle of the median prices of the tail's categories. */
  abstract int tailMedianCents();

  /** How far those medians spread: the standard deviation of their logarithm. */
  abstract double tailSigma();

  /** How far prices spread within a category of the tail: likewise. */
  abstract double priceSigma();

  /** Which part of a known category's products has no brand. */
  abstract Ramp knownWithoutBrand();

  /** Which part of the products of a category of the tail has no brand. */
  abstract Ramp tailWithoutBrand();

  /** Brands that many categories of the tail have, the most frequent first. */
  abstract List<String> leadingBrands();

  /** How many products there are. */
  abstract int products();

  /** How interest spreads over the products of one category. */
  abstract Popularity ofProducts();

  /** By which power of a category's interest its number of products grows. */
  abstract double productsBySize();

  /** How many brands a category has, against the square root of the number of its products. */
  abstract double brandsPerRootOfProducts();

  /**
   * A part that is none for the first of all cases, all for the last, and rises evenly between.
   *
   * @param from up to which position, from 0 to 1, it is none
   * @param to from which position it is all
   */
  record Ramp(double from, double to) {
    double at(double position) {
      return Math.max(0, Math.min(1, (position - from) / (to - from)));
    }
  }
}
