// What panels show: reads [{panel, variables, answers: {A: [series of InfluxDB]}}] and prints, for each, the frames
// that Grafana's own transformations make of the answers, and of a stat the values with their names, as it writes them.
const { GlobalRegistrator } = require('@happy-dom/global-registrator');
GlobalRegistrator.register();
const { firstValueFrom } = require('rxjs');
const grafana = require('@grafana/data');

// One of them stands there under two names.
const transformers = new Map(Object.values(grafana.standardTransformers).map((each) => [each.id, each]));
grafana.standardTransformersRegistry.setInit(() =>
  Array.from(transformers.values(), (transformation) => ({
    id: transformation.id, name: transformation.name, transformation,
  })));
grafana.standardFieldConfigEditorRegistry.setInit(() =>
  ['unit', 'decimals', 'min', 'max', 'displayName', 'noValue', 'color', 'mappings', 'thresholds', 'links'].map((id) => ({
    id, path: id, name: id, process: (value) => value, shouldApply: () => true,
  })));

const theme = grafana.createTheme();
const named = (name, type, values) => ({ name, type, values, config: { displayNameFromDS: name } });
const type = (values) => {
  const first = values.find((value) => value !== null);
  return { string: 'string', boolean: 'boolean' }[typeof first] ?? 'number';
};

// As Grafana's backend does (pkg/tsdb/influxdb/influxql): one frame for a table, with tags as columns; one for each series.
function frames(target, series) {
  if (series.length === 0) {
    return [];
  }
  if (target.resultFormat === 'table') {
    const rows = series.flatMap((one) => one.values.map((values) => ({ tags: one.tags ?? {}, values })));
    const fields = [{ name: 'Time', type: 'time', values: rows.map((row) => row.values[0]) }];
    for (const tag of Object.keys(series[0].tags ?? {})) {
      fields.push(named(tag, 'string', rows.map((row) => row.tags[tag])));
    }
    series[0].columns.slice(1).forEach((name, i) => {
      const values = rows.map((row) => row.values[i + 1]);
      fields.push(named(name, type(values), values));
    });
    return [{ name: series[0].name, refId: target.refId, fields }];
  }
  return series.map((one) => {
    const name = target.alias ?? one.name;
    return {
      name, refId: target.refId,
      fields: [
        { name: 'Time', type: 'time', values: one.values.map((row) => row[0]) },
        { ...named(name, 'number', one.values.map((row) => row[1])), name: 'Value', labels: one.tags },
      ],
    };
  });
}

async function shown({ panel, answers }) {
  const asked = panel.targets.flatMap((target) => frames(target, answers[target.refId] ?? [])).map(grafana.toDataFrame);
  const data = await firstValueFrom(
    grafana.transformDataFrame(panel.transformations ?? [], asked, { interpolate: (text) => text }));
  const fieldConfig = panel.fieldConfig;
  const ready = grafana.applyFieldOverrides({
    data, fieldConfig, theme, replaceVariables: (text) => text, timeZone: 'utc',
  });
  const result = {
    frames: ready.map((frame) => ({
      names: frame.fields.map((field) => grafana.getFieldDisplayName(field, frame, ready)),
      types: frame.fields.map((field) => field.type),
      values: frame.fields.map((field) => Array.from(field.values)),
      texts: frame.fields.map((field) => Array.from(field.values, (value) => grafana.formattedValueToString(field.display(value)))),
    })),
  };
  if (panel.type === 'stat') {
    result.stats = grafana.getFieldDisplayValues({
      fieldConfig, reduceOptions: panel.options.reduceOptions, replaceVariables: (text) => text, theme, data: ready,
      timeZone: 'utc',
    }).map(({ display }) => ({
      name: display.title, value: Number.isFinite(display.numeric) ? display.numeric : null,
      text: grafana.formattedValueToString(display), color: display.color,
    }));
  }
  return result;
}

async function main() {
  const panels = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));
  const results = [];
  for (const panel of panels) {
    results.push(await shown(panel));
  }
  require('fs').writeFileSync(process.argv[3], JSON.stringify(results));
}

main().catch((failure) => {
  console.error(failure);
  process.exit(1);
});
