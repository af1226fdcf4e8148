package io.shopfunnel.deployments;

import io.shopfunnel.job.ShopFunnelJob;
import io.shopfunnel.replayer.cli.Replayer;
import io.shopfunnel.verify.cli.Verify;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** What the programs say of themselves. */
final class Programs {
  private static final Pattern JOB_OPTION =
      Pattern.compile("(?m)^  --([a-z-]+) +(\\S.*)\\R(?: {20,}\\(default (.*)\\)\\R)?");

  private Programs() {}

  /** An option of the job, as its help tells it. */
  record JobOption(String name, String meaning, String defaultValue) {
    String variable() {
      return "SHOPFUNNEL_JOB_" + name.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    }
  }

  static List<JobOption> jobOptions() throws Exception {
    return JOB_OPTION.matcher(jobHelp()).results().map(Programs::option).toList();
  }

  private static JobOption option(MatchResult match) {
    String defaultValue = match.group(3);
    return new JobOption(match.group(1), match.group(2), defaultValue == null ? "" : defaultValue);
  }

  private static String jobHelp() throws Exception {
    PrintStream console = System.out;
    ByteArrayOutputStream help = new ByteArrayOutputStream();
    System.setOut(new PrintStream(help, true, StandardCharsets.UTF_8));
    try {
      ShopFunnelJob.main(new String[] {"--help"});
    } finally {
      System.setOut(console);
    }
    return help.toString(StandardCharsets.UTF_8);
  }

  static CommandLine replayer() {
    return Replayer.commandLine();
  }

  static CommandLine verify() {
    return Verify.commandLine();
  }
}
