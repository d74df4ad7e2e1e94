using System.Globalization;
using System.Text;

namespace Rapport.Privacy;

/// <summary>Writes docs/privacy.md out of what the code says and does.</summary>
internal static class PrivacyPage
{
    private static readonly IReadOnlyDictionary<KeptClass, (string Name, string Means)> Classes = new Dictionary<KeptClass, (string, string)>
    {
        [KeptClass.Public] = ("public", "stands on a page that everybody may read"),
        [KeptClass.Work] = ("of a therapist's work", "about somebody's work, and on no page"),
        [KeptClass.Account] = ("of an account", "about somebody who has an account or was invited; addresses and names are sealed"),
        [KeptClass.Secret] = ("secret", "lets in whoever has it, or helps to guess it; only hashes or sealed bytes are kept"),
        [KeptClass.Pseudonym] = ("pseudonym", "a hash, a number by lot or sealed bytes; it leads back to nobody who reads the table alone"),
        [KeptClass.Nobody] = ("of nobody", "of the program, an organisation or a count; no person stands behind it"),
    };

    public static string Print()
    {
        var text = new StringBuilder();
        text.Append(Opening);
        text.Append("## Classes\n\n| class | means |\n|---|---|\n");
        foreach (var (name, means) in Classes.Values)
        {
            Line(text, name, means);
        }
        text.Append("\n## What is done when its time is over\n\n");
        text.Append("Once a day `serve` erases what is marked \"daily\" here, in short steps; what fails is told in the log, stops nothing else and is tried again within the hour.\n");
        text.Append("`./rapport retention` says how much is due, `--yes` erases it now, and `./rapport doctor` says when it ran last and whether anything older is still there.\n");
        text.Append("What is under a legal hold is left.\n\n| what | kept for | table | erased by |\n|---|---|---|---|\n");
        foreach (var rule in RetentionRules.All)
        {
            Line(text, rule.What, rule.Words, $"`{rule.Table}`", rule.DoneBy is { } feature ? $"`{feature}`, within hours" : "daily");
        }
        text.Append("\n## Cookies\n\nNobody gets one for looking. All are sent to this site alone and out of reach of scripts; over https their names begin with `__Host-`.\n\n");
        Places(text, KeptPlaces.Cookies);
        text.Append("\n## Outside the tables\n\n");
        Places(text, KeptPlaces.Others);
        text.Append(CultureInfo.InvariantCulture, $"\nA network is {KeptPlaces.Networks}.\n");
        text.Append("\n## Tables\n\nEvery table and every column. \"Handed to her\" is what `/account/export` gives, \"when she closes her account\" what becomes of it then.\n");
        foreach (var table in KeptTables.All)
        {
            Table(text, table);
        }
        return text.ToString();
    }

    private static void Table(StringBuilder text, KeptTable table)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n### `{table.Name}`\n\n{table.Purpose}\n\n| columns | class | seen by | kept |\n|---|---|---|---|\n");
        foreach (var columns in table.Columns)
        {
            Line(text, Names(columns.Columns), Classes[columns.Class].Name, columns.SeenBy, columns.For.Words);
        }
        text.Append('\n');
        if (PersonalTables.OfNobody.TryGetValue(table.Name, out var why))
        {
            text.Append(CultureInfo.InvariantCulture, $"Nothing about anybody who has an account: {why}.\n");
            return;
        }
        var rule = PersonalTables.All.Single(one => one.Name == table.Name);
        var told = rule.Columns.Where(column => column.Withheld is null).Select(column => column.Column).ToList();
        text.Append(CultureInfo.InvariantCulture, $"- Handed to her: {(told.Count == 0 ? "nothing" : Names(told))}\n");
        foreach (var withheld in rule.Columns.Where(column => column.Withheld is not null).GroupBy(column => column.Withheld!))
        {
            text.Append(CultureInfo.InvariantCulture, $"- Kept back: {Names([.. withheld.Select(column => column.Column)])}: {withheld.Key}\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"- When she closes her account: {rule.Erasure}\n");
        text.Append(CultureInfo.InvariantCulture, $"- Under a legal hold: {rule.KeptByLaw ?? "the same"}\n");
    }

    private static void Places(StringBuilder text, IReadOnlyList<KeptPlace> places)
    {
        text.Append("| what | why, and what it holds | seen by | kept | erasing |\n|---|---|---|---|---|\n");
        foreach (var place in places)
        {
            Line(text, place.Name, place.Purpose, place.SeenBy, place.Kept, place.Erasing);
        }
    }

    private static string Names(IReadOnlyList<string> columns) => string.Join(", ", columns.Select(column => $"`{column}`"));

    private static void Line(StringBuilder text, params IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private const string Opening =
        """
        # What is kept of whom, why, and for how long

        Written by `./rapport privacy` out of the program itself; do not edit it. After a change: `./rapport privacy > docs/privacy.md`. A table or a column without an entry
        in `src/Rapport/Privacy/KeptTables.cs` fails a test, and each period is the one that the program keeps to. What each column means stands in [data](data.md).

        ## Ground rules

        - **Who looks for a therapist is not known here.** She has no account. What she looks for is not stored, unless she asks to keep it under six words, and then nobody but she
          can read it. Whom she keeps on her list is sealed in her own browser.
        - **No tracking, no third parties.** No page or mail asks another site for anything: no counter, no font, no map, no picture. Nothing is sold, and nobody can pay to stand higher.
        - **No choice about health, identity or money** stands in the address of a page, in a log line, in what a browser tells the next site, or in the subject of a mail.
        - **What is kept has a purpose and an end.** Both stand here, table by table. What has no end says why.
        - **Little numbers are not told**, and nobody learns from a count who looked.

        ## Whoever has an account

        - **gets** all that is kept of her as a file, to read or for a program: `/account/export`.
        - **changes** what is wrong on her own pages, and her mail address at `/account/address`.
        - **erases** all of it: `/account/close`, at once and for good, in one transaction; or by letter to whoever runs the site (`./rapport accounts erase`).
          Her number stays as one who is not to be listed, so that no file brings her back. [How](decisions/0029-erasing-an-account.md).

        Whoever stands in the public registry without an account takes the entry off with one click on it ("Remove me"), without proof, and it stays off.

        ## Who answers, and what a law may hold

        The setting `answers-for` says who answers for the data: the directory or a clinic, with a name and a mail address. The page `/privacy` names them in both languages.

        Where a clinic must keep records, `settings set legal-hold "7 years"` says for how long after an account was closed. Then closing takes her off the list and locks her out at once, and
        all but the record is erased: the record is what is marked "under a legal hold" below. It is on no page and in no search, nobody signs in, and no mail goes out. The page on which she closes her account says so before,
        with the day, and so does her last letter. After that day the daily job erases it whole. `./rapport accounts hold ADDRESS --until DAY --reason WHY` does so for one account; she is told by mail, reads it in her
        own data, and before she closes. While a hold lasts, nothing of her record is erased for its age. [Why so](decisions/0034-kept-by-law.md).


        """;
}
