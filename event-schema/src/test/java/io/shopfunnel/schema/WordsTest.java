package io.shopfunnel.schema;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  /** Each byte in each place of a word whose other bytes are fine. */
  @Test
  void everyByteIsToldInEveryPlace() {
    for (int place = 0; place < 8; place++) {
      for (int symbol = 0; symbol < 256; symbol++) {
        long word = wordWith("12345678", place, symbol);
        boolean digit = symbol >= '0' && symbol <= '9';
        boolean letter = symbol >= 'a' && symbol <= 'f';
        boolean plain = symbol >= ' ' && symbol < 0x80 && symbol != '"' && symbol != '\\';
        String which = "byte %d in place %d".formatted(symbol, place);
        assertThat(Words.digits(word)).as(which).isEqualTo(digit ? 8 : place);
        assertThat(Words.plainText(word)).as(which).isEqualTo(plain ? 8 : place);
        assertThat(Words.noHex(word) == 0).as(which).isEqualTo(digit || letter);
        long clock = wordWith("12:34:56", place, symbol);
        boolean fits = place % 3 == 2 ? symbol == ':' : digit;
        assertThat(Words.secondOfDay(clock) >= 0).as(which).isEqualTo(fits && isInRange(clock));
      }
    }
  }

  private static long wordWith(String text, int place, int symbol) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    bytes[place] = (byte) symbol;
    return Words.word(bytes, 0);
  }

  /** Of words whose bytes are digits and colons where they belong. */
  private static boolean isInRange(long clock) {
    byte[] bytes = new byte[8];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (clock >>> (8 * i));
    }
    String text = new String(bytes, ISO_8859_1);
    return text.compareTo("24") < 0 && text.charAt(3) < '6' && text.charAt(6) < '6';
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "42", "123", "1234", "98765", "123456", "9999999", "12345678"})
  void theFirstDigitsAreANumber(String digits) {
    long word = Words.word((digits + ",\"brand\"").getBytes(ISO_8859_1), 0);
    assertThat(Words.digits(word)).isEqualTo(digits.length());
    assertThat(Words.number(word, digits.length())).isEqualTo(Long.parseLong(digits));
  }

  @ParameterizedTest
  @CsvSource({"00:00:00, 0", "23:59:59, 86399", "10:20:30, 37230", "24:00:00, -1", "00:60:00, -1"})
  void aClockIsASecondOfTheDay(String clock, int second) {
    assertThat(Words.secondOfDay(Words.of(clock))).isEqualTo(second);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000000", "ffffffff", "0123abcd", "51d85cb0", "9a9f0a9f"})
  void eightHexDigitsAreANumber(String hex) {
    assertThat(Words.hexNumber(Words.of(hex))).isEqualTo(Long.parseLong(hex, 16));
  }

  @Test
  void thePartOfAWordIsTheSameAtAnArraysEnd() {
    byte[] bytes = "0123456789abcdef".getBytes(ISO_8859_1);
    for (int to = 0; to <= bytes.length; to++) {
      for (int from = Math.max(0, to - 8); from <= to; from++) {
        byte[] cut = java.util.Arrays.copyOf(bytes, to);
        assertThat(Words.part(bytes, from, to)).isEqualTo(Words.part(cut, from, to));
      }
    }
  }
}
