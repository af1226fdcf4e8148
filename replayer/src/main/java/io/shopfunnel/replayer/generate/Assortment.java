package io.shopfunnel.replayer.generate;

import static io.shopfunnel.replayer.generate.CategorySpec.of;

import java.util.List;

/** What the two synthetic shops sell. The names are those of goods; the numbers are made up. */
final class Assortment {
  static final List<CategorySpec> MULTI =
      List.of(
          of("electronics.smartphone", 270, 24500, "samsung apple xiaomi huawei oppo meizu nokia"),
          of("electronics.clocks", 32, 12900, "apple samsung casio garmin xiaomi amazfit"),
          of("electronics.audio.headphone", 30, 7900, "apple samsung sony jbl xiaomi philips"),
          of("electronics.video.tv", 24, 31900, "samsung lg sony artel haier philips"),
          of("electronics.tablet", 9, 21900, "apple samsung lenovo huawei prestigio"),
          of("electronics.telephone", 6, 2900, "nokia texet philips panasonic"),
          of("electronics.audio.subwoofer", 5, 8900, "pioneer alphard kicx"),
          of("electronics.camera.video", 3, 18900, "sony panasonic gopro"),
          of("computers.notebook", 36, 51900, "acer lenovo hp asus apple dell msi"),
          of("computers.desktop", 12, 42900, "pulser acer hp lenovo"),
          of("computers.peripherals.printer", 7, 14900, "canon epson hp brother"),
          of("computers.peripherals.monitor", 7, 17900, "samsung lg dell aoc"),
          of("computers.components.videocards", 5, 21900, "msi gigabyte palit asus"),
          of("computers.components.hdd", 4, 6900, "seagate wdc toshiba"),
          of("computers.peripherals.mouse", 4, 2100, "logitech razer a4tech"),
          of("appliances.kitchen.washer", 24, 29900, "lg samsung indesit bosch beko candy"),
          of("appliances.kitchen.refrigerators", 22, 38900, "lg samsung bosch atlant indesit"),
          of("appliances.environment.vacuum", 22, 9900, "samsung karcher xiaomi dyson philips"),
          of("appliances.environment.air_heater", 9, 4900, "electrolux ballu polaris timberk"),
          of("appliances.environment.water_heater", 7, 11900, "ariston thermex oasis"),
          of("appliances.kitchen.kettle", 6, 2900, "redmond bosch tefal vitek"),
          of("appliances.kitchen.blender", 7, 5900, "braun bosch philips redmond"),
          of("appliances.kitchen.microwave", 6, 8900, "samsung lg panasonic midea"),
          of("appliances.kitchen.oven", 5, 27900, "bosch gorenje hansa electrolux"),
          of("appliances.iron", 7, 3900, "philips braun tefal vitek"),
          of("appliances.sewing_machine", 4, 11900, "janome brother chayka"),
          of("appliances.personal.hair_cutter", 4, 3400, "philips panasonic wahl"),
          of("apparel.shoes", 22, 7900, "baden respect salomon rieker"),
          of("apparel.shoes.keds", 16, 6900, "nike adidas puma respect"),
          of("apparel.costume", 4, 9900, "reima huppa kerry"),
          of("furniture.living_room.cabinet", 10, 12900, "brw sv gerat"),
          of("furniture.living_room.sofa", 8, 31900, "brw sv pinskdrev"),
          of("furniture.bedroom.bed", 7, 21900, "brw sv askona"),
          of("furniture.kitchen.table", 6, 8900, "sv tetchair signal"),
          of("construction.tools.drill", 9, 7900, "bosch makita dewalt metabo"),
          of("construction.tools.saw", 6, 9900, "bosch makita stihl"),
          of("construction.tools.welding", 4, 11900, "resanta svarog wester"),
          of("auto.accessories.player", 7, 10900, "pioneer sony alphard"),
          of("auto.accessories.videoregister", 5, 9900, "xiaomi neoline sho-me"),
          of("auto.accessories.alarm", 5, 14900, "starline pandora scher-khan"),
          of("kids.carriage", 6, 17900, "lonex indigo anex"),
          of("kids.toys", 6, 2900, "lego hasbro mattel"),
          of("kids.skates", 4, 4900, "ridex atemi tempish"),
          of("sport.bicycle", 6, 21900, "stels forward stark"),
          of("sport.trainer", 3, 28900, "dfc torneo oxygen"),
          of("stationery.cartrige", 3, 2900, "hp canon cactus"),
          of("accessories.bag", 5, 5400, "xiaomi dakine thule"),
          of("country_yard.lawn_mower", 2, 18900, "stihl huter patriot"),
          of("medicine.tools.tonometer", 2, 5900, "omron microlife"),
          of("", 170, 9900, "lucente cordiant triangle nokian yokohama elenberg polaris"),
          of("", 130, 4400, "dauscher luminarc bts oasis force gerat midea tefal"),
          of("", 80, 16900, "sv vitek elenberg haier artel"));

  static final List<CategorySpec> COSMETICS =
      List.of(
          of("", 300, 390, "runail irisk masura grattol ingarden jessnail uno"),
          of("", 200, 520, "irisk runail bpw.style bluesky cnd haruyama"),
          of("", 150, 640, "kapous estel concept levrana shik"),
          of("", 120, 480, "grattol bluesky oniq pnb severina"),
          of("", 90, 310, "domix lianail nagaraku milv beautix"),
          of("", 60, 980, "staleks zinger metzger strong"),
          of("", 40, 1590, "italwax depilflax freedecor"),
          of("", 20, 260, "lovely kinetics art-visage roubloff"),
          of("appliances.environment.vacuum", 9, 6900, "polarus strong max"),
          of("apparel.glove", 4, 310, "benovy safe"),
          of("stationery.cartrige", 3, 480, "roubloff yoko"),
          of("accessories.bag", 2, 1290, "domix kosmekka"),
          of("furniture.living_room.cabinet", 2, 9900, "kosmekka domix"),
          of("appliances.personal.hair_cutter", 1, 5900, "dewal moser"));

  private Assortment() {}
}
