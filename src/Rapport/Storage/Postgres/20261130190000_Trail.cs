using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Storage.Postgres
{
    /// <inheritdoc />
    public partial class Trail : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "said",
                table: "reports",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "said",
                table: "claims",
                type: "bytea",
                nullable: true);

            // Words of reports from before are read as they are. What somebody said of herself without an account's key cannot be sealed here: she says it again.
            migrationBuilder.Sql("UPDATE reports SET said = convert_to(words, 'UTF8')");
            migrationBuilder.Sql("UPDATE claims SET state = 'Withdrawn', ended_at = started_at WHERE document IS NOT NULL AND profile_id IS NULL AND state = 'Waiting'");

            migrationBuilder.DropColumn(
                name: "words",
                table: "reports");

            migrationBuilder.DropColumn(
                name: "document",
                table: "claims");

            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<byte[]>(type: "bytea", nullable: true),
                    part = table.Column<string>(type: "text", nullable: false),
                    act = table.Column<string>(type: "text", nullable: false),
                    owner = table.Column<byte[]>(type: "bytea", nullable: true),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "opened_files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<byte[]>(type: "bytea", nullable: false),
                    agreed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    agreed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ends_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opened_files", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_actor",
                table: "audit_entries",
                column: "actor");

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_owner",
                table: "audit_entries",
                column: "owner");

            migrationBuilder.CreateIndex(
                name: "IX_opened_files_account_id",
                table: "opened_files",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_opened_files_ends_at",
                table: "opened_files",
                column: "ends_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "opened_files");

            migrationBuilder.DropColumn(
                name: "said",
                table: "reports");

            migrationBuilder.DropColumn(
                name: "said",
                table: "claims");

            migrationBuilder.AddColumn<string>(
                name: "words",
                table: "reports",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "document",
                table: "claims",
                type: "text",
                nullable: true);
        }
    }
}
