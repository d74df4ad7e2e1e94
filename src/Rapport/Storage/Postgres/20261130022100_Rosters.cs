using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Storage.Postgres
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
                    profile_id = table.Column<long>(type: "bigint", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    proof = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_profile_owners", x => x.profile_id);
                });

            migrationBuilder.CreateTable(
                name: "roster_members",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    roster = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    known = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    profile_id = table.Column<long>(type: "bigint", nullable: true),
                    npi = table.Column<long>(type: "bigint", nullable: true),
                    document = table.Column<string>(type: "text", nullable: false),
                    mail = table.Column<byte[]>(type: "bytea", nullable: true),
                    mail_key = table.Column<byte[]>(type: "bytea", nullable: true),
                    named_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    invited_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    invited_by = table.Column<string>(type: "text", nullable: true),
                    invitations = table.Column<int>(type: "integer", nullable: false),
                    key = table.Column<byte[]>(type: "bytea", nullable: true),
                    key_ends_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    proven_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    declined_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
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
