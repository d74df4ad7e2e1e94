using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Storage.Sqlite
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
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "said",
                table: "claims",
                type: "BLOB",
                nullable: true);

            // Words of reports from before are read as they are. What somebody said of herself without an account's key cannot be sealed here: she says it again.
            migrationBuilder.Sql("UPDATE reports SET said = CAST(words AS BLOB)");
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
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    actor = table.Column<byte[]>(type: "BLOB", nullable: true),
                    part = table.Column<string>(type: "TEXT", nullable: false),
                    act = table.Column<string>(type: "TEXT", nullable: false),
                    owner = table.Column<byte[]>(type: "BLOB", nullable: true),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "opened_files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    asked_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    reason = table.Column<byte[]>(type: "BLOB", nullable: false),
                    agreed_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    agreed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ends_at = table.Column<DateTime>(type: "TEXT", nullable: false)
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
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "document",
                table: "claims",
                type: "TEXT",
                nullable: true);
        }
    }
}
