using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Storage.Postgres
{
    /// <inheritdoc />
    public partial class Upkeep : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_licence_checks_is_newest_standing",
                table: "licence_checks");

            migrationBuilder.AddColumn<string>(
                name: "unlisted",
                table: "profiles",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "counted_from",
                table: "profile_owners",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Utc));

            migrationBuilder.AddColumn<bool>(
                name: "no_openings_mail",
                table: "profile_owners",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "openings_asked_at",
                table: "profile_owners",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "paused_until",
                table: "profile_owners",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reminded",
                table: "profile_owners",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "reminded_at",
                table: "profile_owners",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ends",
                table: "licence_checks",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "told_at",
                table: "licence_checks",
                type: "timestamp with time zone",
                nullable: true);

            // Nobody is reminded, or taken off the list, for days that were not counted.
            migrationBuilder.Sql("UPDATE profile_owners SET counted_from = now()");
            migrationBuilder.Sql("UPDATE licence_checks SET ends = (board::json ->> 'Expires')::date WHERE board IS NOT NULL");

            migrationBuilder.CreateTable(
                name: "upkeep_links",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "bytea", nullable: false),
                    profile_id = table.Column<long>(type: "bigint", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ends_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_upkeep_links", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_profile_owners_counted_from",
                table: "profile_owners",
                column: "counted_from");

            migrationBuilder.CreateIndex(
                name: "IX_profile_owners_openings_asked_at",
                table: "profile_owners",
                column: "openings_asked_at");

            migrationBuilder.CreateIndex(
                name: "IX_licence_checks_is_newest_standing_due",
                table: "licence_checks",
                columns: new[] { "is_newest", "standing", "due" });

            migrationBuilder.CreateIndex(
                name: "IX_upkeep_links_profile_id",
                table: "upkeep_links",
                column: "profile_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "upkeep_links");

            migrationBuilder.DropIndex(
                name: "IX_profile_owners_counted_from",
                table: "profile_owners");

            migrationBuilder.DropIndex(
                name: "IX_profile_owners_openings_asked_at",
                table: "profile_owners");

            migrationBuilder.DropIndex(
                name: "IX_licence_checks_is_newest_standing_due",
                table: "licence_checks");

            migrationBuilder.DropColumn(
                name: "unlisted",
                table: "profiles");

            migrationBuilder.DropColumn(
                name: "counted_from",
                table: "profile_owners");

            migrationBuilder.DropColumn(
                name: "no_openings_mail",
                table: "profile_owners");

            migrationBuilder.DropColumn(
                name: "openings_asked_at",
                table: "profile_owners");

            migrationBuilder.DropColumn(
                name: "paused_until",
                table: "profile_owners");

            migrationBuilder.DropColumn(
                name: "reminded",
                table: "profile_owners");

            migrationBuilder.DropColumn(
                name: "reminded_at",
                table: "profile_owners");

            migrationBuilder.DropColumn(
                name: "ends",
                table: "licence_checks");

            migrationBuilder.DropColumn(
                name: "told_at",
                table: "licence_checks");

            migrationBuilder.CreateIndex(
                name: "IX_licence_checks_is_newest_standing",
                table: "licence_checks",
                columns: new[] { "is_newest", "standing" });
        }
    }
}
