// What an interactive element holds: read from Slack's state values, or from its own initial ones,
// as the plain value that a person's client sends (an option's value, a date, a list of ids …).

const option = (chosen) => chosen?.value;
const optionsOf = (chosen) => (chosen ?? []).map((one) => one.value);

const READ = {
  static_select: (of) => option(of.selected_option ?? of.initial_option),
  external_select: (of) => option(of.selected_option ?? of.initial_option),
  radio_buttons: (of) => option(of.selected_option ?? of.initial_option),
  users_select: (of) => of.selected_user ?? of.initial_user,
  conversations_select: (of) => of.selected_conversation ?? of.initial_conversation,
  channels_select: (of) => of.selected_channel ?? of.initial_channel,
  multi_static_select: (of) => optionsOf(of.selected_options ?? of.initial_options),
  multi_users_select: (of) => of.selected_users ?? of.initial_users ?? [],
  multi_conversations_select: (of) => of.selected_conversations ?? of.initial_conversations ?? [],
  multi_channels_select: (of) => of.selected_channels ?? of.initial_channels ?? [],
  file_input: (of) => of.files ?? [],
  checkboxes: (of) => optionsOf(of.selected_options ?? of.initial_options),
  datepicker: (of) => of.selected_date ?? of.initial_date,
  timepicker: (of) => of.selected_time ?? of.initial_time,
  datetimepicker: (of) => of.selected_date_time ?? of.initial_date_time,
};

const written = (of) => of.value ?? of.initial_value;

/** The element's value: as the state has it, else as it began. An empty list or undefined: nothing. */
export function held(element, state) {
  const read = READ[element.type] ?? written;
  return read(state ?? element);
}

/** Every option of a select, with the name of its group. */
export const optionsIn = (element) =>
  element.option_groups
    ? element.option_groups.flatMap((group) =>
        group.options.map((one) => ({ ...one, group: group.label.text })),
      )
    : (element.options ?? []);
