using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Storage.Sqlite
{
    /// <inheritdoc />
    public partial class Rosters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "profile_owners",
                columns: table => new
                {
                    profile_id = table.Column<long>(type: "INTEGER", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    since = table.Column<DateTime>(type: "TEXT", nullable: false),
                    proof = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_profile_owners", x => x.profile_id);
                });

            migrationBuilder.CreateTable(
                name: "roster_members",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    roster = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    known = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    profile_id = table.Column<long>(type: "INTEGER", nullable: true),
                    npi = table.Column<long>(type: "INTEGER", nullable: true),
                    document = table.Column<string>(type: "TEXT", nullable: false),
                    mail = table.Column<byte[]>(type: "BLOB", nullable: true),
                    mail_key = table.Column<byte[]>(type: "BLOB", nullable: true),
                    named_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    invited_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    invited_by = table.Column<string>(type: "TEXT", nullable: true),
                    invitations = table.Column<int>(type: "INTEGER", nullable: false),
                    key = table.Column<byte[]>(type: "BLOB", nullable: true),
                    key_ends_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    opened_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    proven_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    confirmed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    declined_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_roster_members", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_profile_owners_account_id",
                table: "profile_owners",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_roster_members_key",
                table: "roster_members",
                column: "key");

            migrationBuilder.CreateIndex(
                name: "IX_roster_members_mail_key",
                table: "roster_members",
                column: "mail_key");

            migrationBuilder.CreateIndex(
                name: "IX_roster_members_profile_id",
                table: "roster_members",
                column: "profile_id");

            migrationBuilder.CreateIndex(
                name: "IX_roster_members_roster_known",
                table: "roster_members",
                columns: new[] { "roster", "known" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "profile_owners");

            migrationBuilder.DropTable(
                name: "roster_members");
        }
    }
}
