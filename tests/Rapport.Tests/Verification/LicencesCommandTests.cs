using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Cli;
using Rapport.Profiles;
using Rapport.Tests.Support;
using Rapport.Verification;

namespace Rapport.Tests.Verification;

/// <summary>A board's file, as an operator has licences compared with it.</summary>
public sealed class LicencesCommandTests
{
    private const string Header = "License Number,Licensee,License Type,License Status,Expiration Date,Disciplinary Action";

    [Fact]
    public async Task What_agrees_is_verified_what_differs_waits_and_what_has_ended_lapses()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Person(test, "Ana", "Vega", "LCS12345");
        await Person(test, "Thuy", "Tran", "LPCC 99");
        await Person(test, "Gail", "Whitmore", "PSY1");
        await Person(test, "Paul", "Reyes", "LMFT7");
        var report = await Import(test, ["LCS-12345,\"VEGA, ANA MARIA\",LCSW,Current and active,8/31/2031,No", "LPCC99,Thuy Tran Nguyen,LPCC,Active,2031-07-31,No", "PSY1,Gail Whitmore,PSY,Delinquent,2026-01-15,No"]);
        Assert.Equal((3, 1, 1, 1, 0), (Number(report, "found"), Number(report, "verified"), Number(report, "waiting"), Number(report, "lapsed"), Number(report, "notInFile")));

        var ana = await Licence(test, 1);
        Assert.Equal(("active", new DateOnly(2031, 8, 31), "none listed", "board-file"), (ana.Status, ana.Expires, ana.Discipline, ana.CheckedHow));
        Assert.Equal(DateOnly.FromDateTime(test.Store.Now), ana.Checked);
        // What differs is for a person to decide, and says nothing of her before.
        Assert.Null((await Licence(test, 2)).Checked);
        Assert.Equal("expired", (await Licence(test, 3)).Status);
        Assert.Null((await Licence(test, 4)).Checked);
        Assert.Equal([Standing.Verified, Standing.Waiting, Standing.Lapsed], (await Newest(test)).Select(check => check.Standing));
        Assert.Equal("BBS list", (await Newest(test))[0].Source);
        Assert.Equal(new DateOnly(2031, 8, 1), (await Newest(test))[0].Due);
        // Search and pages follow.
        await using var db = test.Store.Read();
        Assert.Equal(2, await db.Set<Rapport.Storage.Change>().CountAsync(change => change.ProfileId == 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_newer_file_is_another_look_and_the_ones_before_stay()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Person(test, "Ana", "Vega", "LCS12345");
        await Import(test, ["LCS12345,Ana Vega,LCSW,Active,2031-08-31,No"]);
        await Import(test, ["LCS12345,Ana Vega,LCSW,Active - suspended,2031-08-31,Yes"]);
        var newest = (await Newest(test)).Single();
        Assert.Equal(Standing.Lapsed, newest.Standing);
        Assert.Equal(("suspended", "the board lists an action"), ((await Licence(test, 1)).Status, (await Licence(test, 1)).Discipline));
        await using var db = test.Store.Read();
        Assert.Equal(2, await db.Set<LicenceCheck>().CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Who_is_not_in_a_file_of_all_licences_could_not_be_verified_and_is_verified_no_more()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Person(test, "Ana", "Vega", "LCS12345");
        await Person(test, "Bea", "Stone", "LCS2");
        await Import(test, ["LCS12345,Ana Vega,LCSW,Active,2031-08-31,No", "LCS2,Bea Stone,LCSW,Active,2031-08-31,No"]);
        Assert.Equal(1, Number(await Import(test, ["LCS2,Bea Stone,LCSW,Active,2031-08-31,No"], "--complete"), "notInFile"));
        Assert.Null((await Licence(test, 1)).Checked);
        Assert.NotNull((await Licence(test, 2)).Checked);
        Assert.Equal(Standing.CouldNotVerify, (await Newest(test)).Single(check => check.ProfileId == 1).Standing);
    }

    [Theory]
    [InlineData("Disciplinary hold")]
    [InlineData("Void")]
    [InlineData("")]
    [InlineData("Non-Renewed")]
    [InlineData("Unlicensed")]
    [InlineData("Not licensed")]
    [InlineData("Invalid")]
    [InlineData("Not in good standing")]
    [InlineData("No longer active")]
    [InlineData("Terminated (was active)")]
    [InlineData("Active until 2019; ceased")]
    public async Task A_standing_in_words_that_are_not_known_waits_for_a_person(string standing)
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Person(test, "Ana", "Vega", "LCS12345");
        var report = await Import(test, [$"LCS12345,Ana Vega,LCSW,{standing},2031-08-31,No"]);
        Assert.Equal((0, 1), (Number(report, "verified"), Number(report, "waiting")));
        Assert.Null((await Licence(test, 1)).Checked);
    }

    [Theory]
    [InlineData("Active")]
    [InlineData("Current/Active")]
    [InlineData("License renewed & current")]
    [InlineData("Clear, in good standing")]
    public async Task A_standing_in_words_that_are_all_known_is_in_force(string standing)
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Person(test, "Ana", "Vega", "LCS12345");
        Assert.Equal(1, Number(await Import(test, [$"LCS12345,Ana Vega,LCSW,\"{standing}\",2031-08-31,No"]), "verified"));
    }

    [Theory, InlineData("Active", "Revoked"), InlineData("Revoked", "Active")]
    public async Task Two_rows_of_one_licence_that_do_not_agree_wait_for_a_person_in_either_order(string first, string second)
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Person(test, "Ana", "Vega", "LCS12345");
        var report = await Import(test, [$"LCS12345,Ana Vega,LCSW,{first},2031-08-31,No", $"LCS12345,Ana Vega,LCSW,{second},2031-08-31,No"]);
        Assert.Equal((0, 1, 0), (Number(report, "verified"), Number(report, "waiting"), Number(report, "lapsed")));
        // The desk shows the row that speaks against it.
        Assert.Equal("suspended", Assert.Single(await Newest(test)).BoardSays!.Status);
    }

    [Fact]
    public async Task A_preview_writes_nothing()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Person(test, "Ana", "Vega", "LCS12345");
        Assert.Equal(1, Number(await Import(test, ["LCS12345,Ana Vega,LCSW,Active,2031-08-31,No"], "--preview"), "verified"));
        Assert.Empty(await Newest(test));
        Assert.Null((await Licence(test, 1)).Checked);
    }

    [Theory]
    [InlineData("LCS12345,Ana Vega,LCSW,Active,31.8.2031,No", "Expiration Date", "this is no date")]
    [InlineData("none,Ana Vega,LCSW,Active,2031-08-31,No", "License Number", "this is no licence number")]
    [InlineData("LCS12345,Vega,LCSW,Active,2031-08-31,No", "Licensee", "there is no first and last name")]
    public async Task A_row_that_cannot_be_read_is_told_with_its_place_and_decides_nothing(string row, string column, string reason)
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Person(test, "Ana", "Vega", "LCS12345");
        var report = await Import(test, [row]);
        Assert.Equal((1, 0), (Number(report, "rowsNotTaken"), Number(report, "found")));
        var told = (await File.ReadAllLinesAsync(report.GetProperty("rejects").GetString()!, TestContext.Current.CancellationToken))[1];
        Assert.StartsWith($"2,{column},", told, StringComparison.Ordinal);
        Assert.Contains(reason, told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_standing_in_words_that_are_not_known_waits_for_a_person_unless_an_end_is_told()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Person(test, "Ana", "Vega", "LCS12345");
        Assert.Equal(1, Number(await Import(test, ["LCS12345,Ana Vega,LCSW,Zzz,,No"]), "waiting"));
    }

    [Fact]
    public async Task Half_of_the_columns_renamed_is_told_with_what_is_there_and_mended_by_naming_them()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Person(test, "Ana", "Vega", "LCS12345");
        var file = Path.Combine(test.Folder, "board.csv");
        await File.WriteAllTextAsync(file, "Nr,Wer,Wie,Bis\nLCS12345,Ana Vega,Active,2031-08-31\n", TestContext.Current.CancellationToken);
        string[] import = ["import", "licences", file, "--source", "BBS list"];
        Assert.Contains("No column says the number of a licence. The file has: Nr, Wer, Wie, Bis.", (await RapportProcess.Run([.. import, "--state", "CA", .. test.Arguments])).Error, StringComparison.Ordinal);
        string[] named = [.. import, "--column", "number=nr", "--column", "name=Wer", "--column", "status=Wie", "--column", "expires=Bis"];
        Assert.Contains("No column says the state", (await RapportProcess.Run([.. named, .. test.Arguments])).Error, StringComparison.Ordinal);
        Assert.Contains("\"Atlantis\" is not a state", (await RapportProcess.Run([.. named, "--state", "Atlantis", .. test.Arguments])).Error, StringComparison.Ordinal);
        var mended = await RapportProcess.Run([.. named, "--state", "CA", .. test.Arguments]);
        Assert.Equal(ExitCode.Done, mended.Code);
        Assert.Contains("  verified", mended.Out, StringComparison.Ordinal);
        Assert.Equal("active", (await Licence(test, 1)).Status);
    }

    private static async Task<JsonElement> Import(TestStore test, string[] rows, string? option = null)
    {
        var file = Path.Combine(test.Folder, "board.csv");
        await File.WriteAllTextAsync(file, string.Join('\n', rows.Prepend(Header)), TestContext.Current.CancellationToken);
        var ended = await RapportProcess.Run(["import", "licences", file, "--state", "CA", "--source", "BBS list", "--json", .. option is null ? [] : new[] { option }, .. test.Arguments]);
        Assert.StartsWith("{", ended.Out, StringComparison.Ordinal);
        return JsonDocument.Parse(ended.Out).RootElement;
    }

    private static Task<long> Person(TestStore test, string first, string last, string number) => ProfileBuilder.Named(test.Store.Now, first, last).With((facts, said) => facts with
    {
        Licences = said.Of<IReadOnlyList<Licence>>([new Licence { State = "CA", Number = number }]),
    }).SaveTo(test.Store);

    private static async Task<Licence> Licence(TestStore test, long id)
    {
        await using var db = test.Store.Read();
        return (await db.Set<Profile>().AsNoTracking().SingleAsync(profile => profile.Id == id, TestContext.Current.CancellationToken)).Read().Facts.Licences!.Value.Single();
    }

    private static async Task<List<LicenceCheck>> Newest(TestStore test)
    {
        await using var db = test.Store.Read();
        return await db.Set<LicenceCheck>().AsNoTracking().Where(check => check.IsNewest).OrderBy(check => check.ProfileId).ToListAsync(TestContext.Current.CancellationToken);
    }

    private static int Number(JsonElement report, string name) => report.GetProperty(name).GetInt32();
}
