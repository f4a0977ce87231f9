"""The definition language of simulations and exercises, and its evaluation as text.

========================  =====================================================================
`definition`              a simulation: its parts, charts, tables and results
`fields`                  the fields of a form: what each accepts, its default and where it shows
`outputs`                 named values with a unit: outputs, columns, numbers in a text
`units`                   the units of numbers, and the digits that are typed in each
`numerals`                numbers as people type and read them
`formatting`              values as text, in the strings of a catalogue
`evaluation`              from the texts typed in a form to a result, or to messages
`rows`                    adding and removing rows of a form
`links`                   the state that a shared link asks for
`comparison`              two results side by side
`csv_text`                a table as a CSV file
`calendar_text`           the days of a result as a calendar file
`grading`                 exercises, and the grading of answers
`bridge`                  JSON requests from the page's script, and their replies
========================  =====================================================================
"""
