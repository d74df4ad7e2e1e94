using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;
using Rapport.Verification;

namespace Rapport.Tests.Storage;

/// <summary>A store from before anybody counted the days of a profile.</summary>
public sealed class UpkeepMigrationTests
{
    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Days_are_counted_from_now_on_and_licences_end_when_their_board_said(Database database)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var place = await TestStore.Place(database);
        await using RapportDb db = database == Database.Sqlite
            ? new SqliteDb(SqliteDb.Options(place.Location.SqlitePath, mayCreate: true))
            : new PostgresDb(PostgresDb.Options(place.Location.Postgres!));
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync("20261130031100_LicenceChecks", stop);
        await db.Database.ExecuteSqlRawAsync("INSERT INTO profile_owners (profile_id, account_id, since, proof) VALUES (1, '0193a5e0-0000-7000-8000-000000000001', '2020-01-01 00:00:00', 'RosterMail')", stop);
        await db.Database.ExecuteSqlRawAsync(
            "INSERT INTO licence_checks (id, profile_id, state, number, standing, board, source, how, at, is_newest) VALUES "
            + "('0193a5e0-0000-7000-8000-000000000002', 1, 'CA', 'A1', 'Verified', '{{\"Name\":\"A\",\"Number\":\"A1\",\"Expires\":\"2031-08-31\"}}', 'list', 'board-file', '2026-01-01 00:00:00', true)", stop);
        await migrator.MigrateAsync(targetMigration: null, stop);

        Assert.InRange((await db.Set<ProfileOwner>().SingleAsync(stop)).CountedFrom, DateTime.UtcNow.AddMinutes(-5), DateTime.UtcNow.AddMinutes(1));
        Assert.Equal(new DateOnly(2031, 8, 31), (await db.Set<LicenceCheck>().SingleAsync(stop)).Ends);
    }
}
