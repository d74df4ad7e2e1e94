using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Rapport.Accounts;
using Rapport.Profiles;
using Rapport.Rosters;
using Rapport.Storage;
using Rapport.Tests.Support;
using Rapport.Verification;

namespace Rapport.Tests.Storage;

/// <summary>A store from before a verifier's notes and what rosters say were sealed.</summary>
public sealed class SealedNotesMigrationTests
{
    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task What_was_written_before_is_read_as_it_was(Database database)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var place = await TestStore.Place(database);
        await using RapportDb db = database == Database.Sqlite
            ? new SqliteDb(SqliteDb.Options(place.Location.SqlitePath, mayCreate: true))
            : new PostgresDb(PostgresDb.Options(place.Location.Postgres!));
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync("20261130200000_LegalHolds", stop);
        await db.Database.ExecuteSqlRawAsync(
            "INSERT INTO licence_checks (id, profile_id, state, number, standing, source, how, at, note, is_newest) VALUES "
            + "('0193a5e0-0000-7000-8000-000000000002', 1, 'CA', 'A1', 'Waiting', 'list', 'board-file', '2026-01-01 00:00:00', '¿Su nombre?', true)", stop);
        var document = new ProfileDocument { Facts = new ProfileFacts { AboutMe = new Fact<string>("I listen.", Source.Organisation, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)) } }.ToJson();
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO roster_members (id, roster, known, document, named_at, invitations) VALUES ('0193a5e0-0000-7000-8000-000000000003', 'Willow', 'npi 1', {document}, '2026-01-01 00:00:00', 0)", stop);
        await migrator.MigrateAsync(targetMigration: null, stop);

        var seal = new AccountSeal(place.Location, KeyRing.Open(place.Location));
        Assert.Equal("¿Su nombre?", seal.OpenText((await db.Set<LicenceCheck>().SingleAsync(stop)).Note!));
        Assert.Equal("I listen.", (await db.Set<RosterMember>().SingleAsync(stop)).Facts(seal).AboutMe!.Value);
    }
}
